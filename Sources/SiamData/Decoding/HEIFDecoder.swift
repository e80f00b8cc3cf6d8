import CHEIF
import SiamCore

/// Decodes the main image of a HEIC or AVIF file with libheif, which it owns a handle of. The image is upright.
struct HEIFDecoder: ~Copyable {
  private let handle: OpaquePointer
  private let format: ImageFormat

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer, _ format: ImageFormat) throws(ImageError) {
    var failure = siam_heif_failure()
    guard let handle = siam_heif_open(bytes.baseAddress, bytes.count, &failure) else {
      throw ImageError(damaged: format, message: failure.message)
    }
    (self.handle, self.format) = (handle, format)
  }

  deinit { siam_heif_close(handle) }

  /// Decodes a file.
  static func decode(
    _ file: [UInt8], format: ImageFormat, channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    try withBytes(of: file) { bytes throws(ImageError) in
      try HEIFDecoder(bytes, format).decode(channels, includingColours: includingColours)
    }
  }

  private func decode(_ channels: Channels, includingColours: Bool) throws(ImageError) -> DecodedFile {
    let (width, height) = (Int(siam_heif_width(handle)), Int(siam_heif_height(handle)))
    let reservation = try ImageDecoder.reserve(width: width, height: height)
    let hasAlpha = siam_heif_has_alpha(handle)
    let size = width * height * (hasAlpha ? 4 : 3)
    var failure = siam_heif_failure()
    var isDecoded = false
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
      isDecoded = siam_heif_decode(handle, hasAlpha ? 4 : 3, target.baseAddress, &failure)
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw ImageError(damaged: format, message: failure.message) }
    var decoded = DecodedFile(
      hasAlpha ? .rgba(pixels) : .rgb(pixels), width: width, height: height, channels: channels,
      includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }
}
