import CTIFF
import SiamCore

/// Decodes the first page of a TIFF file with libtiff, which it owns a handle of.
struct TIFFDecoder: ~Copyable {
  private let handle: OpaquePointer

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    var failure = siam_tiff_failure()
    guard let handle = siam_tiff_open(bytes.baseAddress, bytes.count, &failure) else { throw Self.error(failure) }
    self.handle = handle
  }

  deinit { siam_tiff_close(handle) }

  /// Decodes a file without turning it; 16-bit values are rounded to 8 bits.
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    try withBytes(of: file) { bytes throws(ImageError) in
      try TIFFDecoder(bytes).decode(channels, includingColours: includingColours)
    }
  }

  private func decode(_ channels: Channels, includingColours: Bool) throws(ImageError) -> DecodedFile {
    let (width, height) = (Int(siam_tiff_width(handle)), Int(siam_tiff_height(handle)))
    let reservation = try ImageDecoder.reserve(width: width, height: height)
    var decoded = DecodedFile(
      try samples(count: width * height), width: width, height: height, channels: channels,
      includingColours: includingColours)
    decoded.orientation = Orientation(rawValue: Int(siam_tiff_orientation(handle))) ?? .upright
    decoded.reservation = reservation
    return decoded
  }

  private func samples(count: Int) throws(ImageError) -> DecodedSamples {
    let kind = siam_tiff_samples_of(handle)
    let size = count * Int(siam_tiff_channels(kind))
    var failure = siam_tiff_failure()
    var isDecoded = false
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
      isDecoded = siam_tiff_decode(handle, target.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw Self.error(failure) }
    switch kind {
    case siam_tiff_grey: return .grey(pixels)
    case siam_tiff_rgb: return .rgb(pixels)
    case siam_tiff_rgba: return .rgba(pixels)
    case siam_tiff_grey_alpha: return .rgba(choosing([0, 0, 0, 1], ofEach: 2, in: pixels))
    case siam_tiff_cmyk: return .rgb(rgbOfInvertedCMYK(pixels.map { ~$0 }))
    default: return .rgb(choosing([0, 1, 2], ofEach: 4, in: pixels))
    }
  }

  private static func error(_ failure: siam_tiff_failure) -> ImageError {
    guard failure.is_unsupported else { return ImageError(damaged: .tiff, message: failure.message) }
    let text = withUnsafeBytes(of: failure.message) { String(decoding: $0.prefix { $0 >= 0x20 }, as: UTF8.self) }
    return ImageError(reason: "a TIFF file with \(text); \(ImageFormat.tiff.conversion)")
  }
}

/// Chooses some of the samples of each pixel.
private func choosing(_ chosen: [Int], ofEach channels: Int, in samples: [UInt8]) -> [UInt8] {
  let count = samples.count / channels
  return [UInt8](unsafeUninitializedCapacity: count * chosen.count) { target, initialized in
    samples.withUnsafeBufferPointer { source in
      var position = 0
      for pixel in 0..<count {
        for sample in chosen {
          target[position] = source[pixel * channels + sample]
          position += 1
        }
      }
    }
    initialized = count * chosen.count
  }
}
