import CPNG
public import SiamCore

/// Encodes images as PNG files.
public enum PNGEncoder {
  /// Encodes an image.
  ///
  /// - Parameters:
  ///   - pixels: `height × width × channels` sRGB values, row-major, the channels of a pixel adjacent.
  ///   - width: the width in pixels, at least 1.
  ///   - height: the height in pixels, at least 1.
  ///   - channels: the channels of `pixels`.
  /// - Returns: the bytes of the file, or nil if the image is larger than 2²⁸ pixels or memory is exhausted.
  public static func encode(_ pixels: [UInt8], width: Int, height: Int, channels: Channels) -> [UInt8]? {
    precondition(pixels.count == width * height * channels.count, "pixels of the wrong size")
    guard let columns = UInt32(exactly: width), let rows = UInt32(exactly: height) else { return nil }
    var count = siam_png_encoded_size(columns, rows, Int32(channels.count))
    guard count > 0 else { return nil }
    var failure = siam_png_failure()
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      isWhole = siam_png_encode(
        pixels, columns, rows, Int32(channels.count), buffer.baseAddress, &count, &failure)
      used = isWhole ? count : 0
    }
    return isWhole ? bytes : nil
  }
}
