internal import CPNG
import SiamMessages

/// A PNG file, header read: libpng's simplified API behind an owned handle.
struct PNGDecoder: ~Copyable {
  /// In pixels.
  let width: Int
  /// In pixels.
  let height: Int
  private let handle: OpaquePointer

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(PictureError) {
    var failure = siam_png_failure()
    guard let handle = siam_png_open(bytes.baseAddress, bytes.count, &failure) else {
      throw PictureError(damaged: .png, message: failure.message)
    }
    self.handle = handle
    width = Int(siam_png_width(handle))
    height = Int(siam_png_height(handle))
  }

  deinit { siam_png_close(handle) }

  /// The picture in a PNG file, as it is stored: its sRGB values, or their BT.601 luma.
  ///
  /// 16-bit values are rounded to 8 bits. Transparent parts show paper behind them: white, or in grey black where the
  /// ink is bright.
  static func decode(_ file: [UInt8], channels: Channels = .grey) throws(PictureError) -> DecodedPicture {
    guard PictureFormat(of: file) == .png else {
      throw PictureError(reason: file.isEmpty ? "empty" : "not a PNG picture")
    }
    return try withBytes(of: file) { bytes throws(PictureError) in try PNGDecoder(bytes).decode(channels) }
  }

  private func decode(_ channels: Channels) throws(PictureError) -> DecodedPicture {
    try PictureDecoder.check(width: width, height: height)
    let pixels: [UInt8]
    if siam_png_has_alpha(handle) {
      let samples = try samples(4)
      pixels = channels == .grey ? greyOfRGBA(samples) : rgbOfRGBA(samples)
    } else if channels == .grey, siam_png_is_in_color(handle) {
      pixels = greyOfRGB(try samples(3))
    } else {
      pixels = try samples(channels.count)
    }
    return DecodedPicture(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// `height × width × count` values.
  private func samples(_ count: Int) throws(PictureError) -> [UInt8] {
    var failure = siam_png_failure()
    var isDecoded = false
    let size = width * height * count
    let samples = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      isDecoded = siam_png_decode(handle, Int32(count), buffer.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw PictureError(damaged: .png, message: failure.message) }
    return samples
  }
}
