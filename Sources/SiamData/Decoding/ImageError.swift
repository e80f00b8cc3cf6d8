/// The error for a file that is not a valid image.
struct ImageError: Error, Equatable {
  var reason: String

  init(reason: String) { self.reason = reason }

  /// The error for a damaged file, with the message of the library that rejected it.
  ///
  /// - Parameters:
  ///   - format: the format of the file.
  ///   - message: a C string in a `char` array, which Swift imports as a tuple.
  init<Characters>(damaged format: ImageFormat, message: Characters) {
    // The first line, as some libraries say more than one.
    let text = withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 >= 0x20 }, as: UTF8.self) }
    reason = text.isEmpty ? "damaged \(format.name)" : "damaged \(format.name) (\(text))"
  }
}

/// Lends the bytes of a file; unlike `withUnsafeBytes` it preserves the type of the error that `body` throws.
func withBytes<Value>(
  of file: [UInt8], _ body: (UnsafeRawBufferPointer) throws(ImageError) -> Value
) throws(ImageError) -> Value {
  let result = file.withUnsafeBytes { bytes -> Result<Value, ImageError> in
    do throws(ImageError) {
      return .success(try body(bytes))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}
