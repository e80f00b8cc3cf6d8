import Crypto
import Foundation

/// The SHA-256 of files.
enum FileDigest {
  /// Bytes read at a time.
  private static let stride = 1 << 20

  /// The SHA-256 of a file's contents, as 64 hexadecimal digits in lower case.
  ///
  /// Source: FIPS 180-4, by swift-crypto.
  static func sha256(ofFile path: String) async throws(DownloadError) -> String {
    var hash = SHA256()
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      while let data = try file.read(upToCount: stride), !data.isEmpty {
        hash.update(data: data)
        try Task.checkCancellation()
        await Task.yield()
      }
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
