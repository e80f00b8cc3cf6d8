internal import CPNG

/// A file that is not the picture it should be, and why.
struct PictureError: Error, Equatable {
  var reason: String
}

/// A PNG file, header read: libpng's simplified API behind an owned handle.
struct PNGDecoder: ~Copyable {
  /// In pixels.
  let width: Int
  /// In pixels.
  let height: Int
  private let channels: Int
  private let handle: OpaquePointer

  /// Pictures with more pixels are refused: decoding one takes four bytes a pixel.
  static let mostPixels = 64 << 20

  /// Reads the header of the file in `bytes`, which must outlive the decoder.
  private init(_ bytes: UnsafeRawBufferPointer) throws(PictureError) {
    var failure = siam_png_failure()
    guard let handle = siam_png_open(bytes.baseAddress, bytes.count, &failure) else {
      throw PictureError(reason: PNGDecoder.words(of: failure))
    }
    self.handle = handle
    width = Int(siam_png_width(handle))
    height = Int(siam_png_height(handle))
    channels = Int(siam_png_channels(handle))
  }

  deinit { siam_png_close(handle) }

  /// The grey picture in a PNG file: BT.601 luma of its sRGB values.
  ///
  /// Transparent parts show paper behind them: white, or black where the ink is bright.
  static func decode(_ file: [UInt8]) throws(PictureError) -> GreyPicture {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw PictureError(reason: file.isEmpty ? "empty" : "not a PNG picture")
    }
    // `withUnsafeBytes` rethrows untyped errors; a result keeps the type.
    let result = file.withUnsafeBytes { bytes -> Result<GreyPicture, PictureError> in
      do throws(PictureError) {
        let decoder = try PNGDecoder(bytes)
        return .success(try decoder.decode())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func decode() throws(PictureError) -> GreyPicture {
    guard width > 0, height > 0, width <= Self.mostPixels / height else {
      throw PictureError(reason: "\(width)×\(height) pixels are more than siam reads")
    }
    var failure = siam_png_failure()
    var isDecoded = false
    let samples = [UInt8](unsafeUninitializedCapacity: width * height * channels) { buffer, count in
      isDecoded = siam_png_decode(handle, buffer.baseAddress, &failure)
      count = isDecoded ? width * height * channels : 0
    }
    guard isDecoded else { throw PictureError(reason: PNGDecoder.words(of: failure)) }
    return GreyPicture(width: width, height: height, pixels: channels == 1 ? samples : greyOfRGBA(samples))
  }

  private static func words(of failure: siam_png_failure) -> String {
    let text = withUnsafeBytes(of: failure.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty ? "damaged PNG" : "damaged PNG (\(text))"
  }
}

/// BT.601 luma of red, green, blue, alpha samples over paper that contrasts with the ink.
func greyOfRGBA(_ samples: [UInt8]) -> [UInt8] {
  let count = samples.count / 4
  var inkSum = 0
  var alphaSum = 0
  var grey = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    samples.withUnsafeBufferPointer { source in
      for index in 0..<count {
        let luma = luma601(source[index * 4], source[index * 4 + 1], source[index * 4 + 2])
        let alpha = Int(source[index * 4 + 3])
        inkSum += luma * alpha
        alphaSum += alpha
        buffer[index] = UInt8(truncatingIfNeeded: luma)
      }
    }
    initialized = count
  }
  guard alphaSum < count * 255 else { return grey }
  let paper = inkSum > alphaSum * 127 ? 0 : 255
  for index in 0..<count {
    let alpha = Int(samples[index * 4 + 3])
    grey[index] = UInt8(truncatingIfNeeded: (Int(grey[index]) * alpha + paper * (255 - alpha) + 127) / 255)
  }
  return grey
}

/// 0.299 R + 0.587 G + 0.114 B, rounded; 0…255.
private func luma601(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
  (Int(red) * 19_595 + Int(green) * 38_470 + Int(blue) * 7_471 + 32_768) >> 16
}
