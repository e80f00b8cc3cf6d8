import Foundation
import SiamFiles

/// Computes the SHA-256 of files.
enum FileDigest {
  /// The number of bytes read at a time.
  private static let stride = 1 << 20

  /// Returns the SHA-256 of a file's contents, as 64 hexadecimal digits in lower case.
  ///
  /// - Throws: `DownloadError.unreadable`, or `.cancelled` if the task is cancelled.
  static func sha256(ofFile path: String) async throws(DownloadError) -> String {
    do {
      var hash = try SHA256()
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      while let data = try file.read(upToCount: stride), !data.isEmpty {
        try hash.update(data.bytes)
        try Task.checkCancellation()
        await Task.yield()
      }
      return try hash.finalize()
    } catch is CancellationError {
      throw .cancelled
    } catch let failure as SHA256.Failure {
      throw .unreadable(path: path, reason: failure.description)
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }
}
