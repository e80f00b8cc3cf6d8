import CCrypto

/// Computes the SHA-256 digest of a message in parts.
///
///     var hash = try SHA256()
///     try hash.update(header.span.bytes)
///     try hash.update(body.span.bytes)
///     let digest = try hash.finalize()
///
/// Source: FIPS 180-4, computed by OpenSSL's libcrypto.
package struct SHA256: ~Copyable {
  private let state: OpaquePointer

  /// Starts with an empty message.
  package init() throws(Failure) {
    var failure = siam_crypto_failure()
    guard let state = siam_sha256_new(&failure) else { throw Failure(failure) }
    self.state = state
  }

  deinit { siam_sha256_free(state) }

  /// Appends bytes to the message.
  package mutating func update(_ bytes: RawSpan) throws(Failure) {
    var failure = siam_crypto_failure()
    let succeeded = bytes.withUnsafeBytes { siam_sha256_update(state, $0.baseAddress, $0.count, &failure) }
    guard succeeded else { throw Failure(failure) }
  }

  /// Returns the digest of the message as 64 lower-case hexadecimal digits.
  package consuming func finalize() throws(Failure) -> String {
    var failure = siam_crypto_failure()
    var digest = [UInt8](repeating: 0, count: Int(SIAM_SHA256_BYTES))
    guard siam_sha256_final(state, &digest, &failure) else { throw Failure(failure) }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// An error of libcrypto, such as exhausted memory or a configuration that forbids SHA-256.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    /// The error message of libcrypto.
    package var reason: String

    /// The operation and the reason, in one line.
    package var description: String { "SHA-256: \(reason)" }

    fileprivate init(_ failure: siam_crypto_failure) {
      reason = withUnsafeBytes(of: failure.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
  }
}
