import CTurboJPEG
import SiamCore

/// Decodes a JPEG file with TurboJPEG, which it owns a handle of.
struct JPEGDecoder: ~Copyable {
  /// The width of the stored image, in pixels.
  let width: Int
  /// The height of the stored image, in pixels.
  let height: Int
  private let handle: OpaquePointer

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    var failure = siam_jpeg_failure()
    guard let handle = siam_jpeg_open(bytes.baseAddress, bytes.count, &failure) else {
      throw ImageError(damaged: .jpeg, message: failure.message)
    }
    self.handle = handle
    width = Int(siam_jpeg_width(handle))
    height = Int(siam_jpeg_height(handle))
  }

  deinit { siam_jpeg_close(handle) }

  /// Decodes a JPEG file without turning it.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - channels: the channels of the result. Colour is what `djpeg -rgb` gives. Grey is what `djpeg -grayscale`
  ///     gives: the luma stored in the file, which may differ from the luma of the decoded colours, because those are
  ///     rounded and clipped. CMYK files store no luma, so theirs is computed from the decoded colours.
  /// - Returns: the image.
  /// - Throws: `ImageError` when the file is damaged, ends early or has more than 500 scans. Files for which libjpeg
  ///   only warns and makes up the missing pixels are rejected too; damage that loses no pixel is repaired.
  static func decode(_ file: [UInt8], channels: Channels = .grey) throws(ImageError) -> DecodedImage {
    try decode(file, channels: channels, includingColours: false).image
  }

  /// Decodes the file to the requested channels, and with `includingColours` also to its own colours.
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    let problem: ImageError
    do throws(ImageError) {
      return try decodeStrictly(file, channels, includingColours: includingColours)
    } catch {
      problem = error
    }
    guard problem.isRepairable, var repair = JPEGRepair(file) else { throw problem }
    var last = problem
    while let attempt = repair.next(after: last.reason) {
      do throws(ImageError) {
        var decoded = try decodeStrictly(attempt, channels, includingColours: includingColours)
        decoded.isRepaired = true
        return decoded
      } catch {
        last = error
      }
    }
    throw problem
  }

  private static func decodeStrictly(
    _ file: [UInt8], _ channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    try withBytes(of: file) { bytes throws(ImageError) in
      try JPEGDecoder(bytes).decode(channels, includingColours: includingColours)
    }
  }

  private func decode(_ channels: Channels, includingColours: Bool) throws(ImageError) -> DecodedFile {
    let reservation = try ImageDecoder.reserve(width: width, height: height)
    var decoded: DecodedFile
    if siam_jpeg_is_cmyk(handle) {
      decoded = DecodedFile(
        .rgb(rgbOfInvertedCMYK(try samples(4))), width: width, height: height, channels: channels,
        includingColours: includingColours)
    } else {
      decoded = DecodedFile(image: image(channels, try samples(channels.count)))
      if includingColours, channels == .grey, !siam_jpeg_is_grey(handle) {
        // Decoded a second time, because the file's luma can't be computed from rounded and clipped colours.
        decoded.colours = image(.rgb, try samples(3))
      }
    }
    decoded.reservation = reservation
    return decoded
  }

  private func image(_ channels: Channels, _ pixels: [UInt8]) -> DecodedImage {
    DecodedImage(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// Decodes `height × width × count` values.
  private func samples(_ count: Int) throws(ImageError) -> [UInt8] {
    var failure = siam_jpeg_failure()
    var isDecoded = false
    let size = width * height * count
    let samples = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      isDecoded = siam_jpeg_decode(handle, Int32(count), buffer.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw ImageError(damaged: .jpeg, message: failure.message) }
    return samples
  }
}

extension ImageError {
  /// Whether libjpeg's message is about bytes or fields that may not matter.
  fileprivate var isRepairable: Bool {
    ["extraneous bytes", "Premature end of JPEG file", "Invalid SOS parameters", "unknown JFIF revision"]
      .contains { reason.contains($0) }
  }
}
