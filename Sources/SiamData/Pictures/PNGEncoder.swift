internal import CPNG
public import SiamMessages

/// Writes pictures as PNG files.
public enum PNGEncoder {
  /// A picture as a file's bytes.
  ///
  /// - Parameters:
  ///   - pixels: `height × width × channels` values of sRGB, row-major, a pixel's channels beside each other.
  ///   - width: in pixels, at least 1.
  ///   - height: in pixels, at least 1.
  ///   - channels: what `pixels` have of each pixel.
  /// - Returns: nil where the picture is larger than 2²⁸ pixels, or there is no memory for it.
  public static func encode(_ pixels: [UInt8], width: Int, height: Int, channels: Channels) -> [UInt8]? {
    precondition(pixels.count == width * height * channels.count, "pixels that don't fill the picture")
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
