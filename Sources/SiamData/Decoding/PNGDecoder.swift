import CPNG
import SiamCore

/// Decodes a PNG file with libpng's simplified API, which it owns a handle of.
struct PNGDecoder: ~Copyable {
  /// The width of the stored image, in pixels.
  let width: Int
  /// The height of the stored image, in pixels.
  let height: Int
  private let handle: OpaquePointer

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    var failure = siam_png_failure()
    guard let handle = siam_png_open(bytes.baseAddress, bytes.count, &failure) else {
      throw ImageError(damaged: .png, message: failure.message)
    }
    self.handle = handle
    width = Int(siam_png_width(handle))
    height = Int(siam_png_height(handle))
  }

  deinit { siam_png_close(handle) }

  /// Decodes a PNG file without turning it: its sRGB values, or their BT.601 luma.
  ///
  /// 16-bit values are rounded to 8 bits. Transparent parts are composited over white, or in grey over black if the ink
  /// is bright.
  static func decode(_ file: [UInt8], channels: Channels = .grey) throws(ImageError) -> DecodedImage {
    try decode(file, channels: channels, includingColours: false).image
  }

  /// Decodes the file to the requested channels, and with `includingColours` also to its own colours.
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    guard ImageFormat(of: file) == .png else {
      throw ImageError(reason: file.isEmpty ? "empty" : "not a PNG image")
    }
    return try withBytes(of: file) { bytes throws(ImageError) in
      try PNGDecoder(bytes).decode(channels, includingColours: includingColours)
    }
  }

  private func decode(_ channels: Channels, includingColours: Bool) throws(ImageError) -> DecodedFile {
    let reservation = try ImageDecoder.reserve(width: width, height: height)
    let samples: DecodedSamples =
      if siam_png_has_alpha(handle) {
        .rgba(try samples(4))
      } else if siam_png_is_in_color(handle) || channels == .rgb {
        // libpng makes grey files RGB faster than we do.
        .rgb(try samples(3))
      } else {
        .grey(try samples(1))
      }
    var decoded = DecodedFile(
      samples, width: width, height: height, channels: channels, includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }

  /// Decodes `height × width × count` values.
  private func samples(_ count: Int) throws(ImageError) -> [UInt8] {
    var failure = siam_png_failure()
    var isDecoded = false
    let size = width * height * count
    let samples = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      isDecoded = siam_png_decode(handle, Int32(count), buffer.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw ImageError(damaged: .png, message: failure.message) }
    return samples
  }
}
