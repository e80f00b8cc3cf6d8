internal import CTurboJPEG
import SiamMessages

/// A JPEG file, header read: TurboJPEG behind an owned handle.
struct JPEGDecoder: ~Copyable {
  /// In pixels.
  let width: Int
  /// In pixels.
  let height: Int
  private let handle: OpaquePointer

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(PictureError) {
    var failure = siam_jpeg_failure()
    guard let handle = siam_jpeg_open(bytes.baseAddress, bytes.count, &failure) else {
      throw PictureError(damaged: .jpeg, message: failure.message)
    }
    self.handle = handle
    width = Int(siam_jpeg_width(handle))
    height = Int(siam_jpeg_height(handle))
  }

  deinit { siam_jpeg_close(handle) }

  /// The picture in a JPEG file, as it is stored.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - channels: red, green and blue are what `djpeg -rgb` gives. Grey is what `djpeg -grayscale` gives: the luma the
  ///     file itself holds, which is the BT.601 luma of the red, green and blue before those were rounded and clipped,
  ///     and so may differ from that of the values after. Files of four inks have no luma; theirs is of the values
  ///     after.
  /// - Returns: the picture.
  /// - Throws: `PictureError` when the file is damaged, ends early or has more than 500 scans: whatever libjpeg would
  ///   only warn of, as it makes up the pixels it lacks.
  static func decode(_ file: [UInt8], channels: Channels = .grey) throws(PictureError) -> DecodedPicture {
    try withBytes(of: file) { bytes throws(PictureError) in try JPEGDecoder(bytes).decode(channels) }
  }

  private func decode(_ channels: Channels) throws(PictureError) -> DecodedPicture {
    try PictureDecoder.check(width: width, height: height)
    var pixels: [UInt8]
    if siam_jpeg_is_cmyk(handle) {
      pixels = rgbOfInvertedCMYK(try samples(4))
      if channels == .grey { pixels = greyOfRGB(pixels) }
    } else {
      pixels = try samples(channels.count)
    }
    return DecodedPicture(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// `height × width × count` values.
  private func samples(_ count: Int) throws(PictureError) -> [UInt8] {
    var failure = siam_jpeg_failure()
    var isDecoded = false
    let size = width * height * count
    let samples = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      isDecoded = siam_jpeg_decode(handle, Int32(count), buffer.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw PictureError(damaged: .jpeg, message: failure.message) }
    return samples
  }
}
