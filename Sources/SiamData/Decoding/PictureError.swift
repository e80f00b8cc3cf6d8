/// A file that is not the picture it should be, and why.
struct PictureError: Error, Equatable {
  var reason: String

  init(reason: String) { self.reason = reason }

  /// Of a file that is damaged, as the library that refused it says.
  ///
  /// - Parameters:
  ///   - format: of the file.
  ///   - message: a C string in an array of `char`, which Swift sees as a tuple.
  init<Characters>(damaged format: PictureFormat, message: Characters) {
    let text = withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    reason = text.isEmpty ? "damaged \(format.name)" : "damaged \(format.name) (\(text))"
  }
}

/// Lends the bytes of a file; unlike `withUnsafeBytes` it keeps the type of what `body` throws.
func withBytes<Value>(
  of file: [UInt8], _ body: (UnsafeRawBufferPointer) throws(PictureError) -> Value
) throws(PictureError) -> Value {
  let result = file.withUnsafeBytes { bytes -> Result<Value, PictureError> in
    do throws(PictureError) {
      return .success(try body(bytes))
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}
