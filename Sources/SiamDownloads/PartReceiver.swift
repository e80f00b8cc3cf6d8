import Foundation
import FoundationNetworking
import SiamFiles

/// Writes the response to a request for a file, or for the rest of one, into its part.
struct PartReceiver: TransferReceiver {
  let part: PartFile
  /// The address of the request.
  let address: String
  /// The index of the first requested byte; 0 for the whole file.
  let start: Int
  /// The size of the complete file, in bytes.
  let byteCount: Int
  /// Called with the number of bytes received so far.
  let onProgress: @Sendable (Int) -> Void

  func begin(_ response: HTTPURLResponse) throws(DownloadError) {
    switch response.statusCode {
    case 200:
      // The whole file, requested or not: the file has changed, or the server doesn't support ranges.
      let announced = Int(exactly: response.expectedContentLength) ?? -1
      if announced >= 0, announced != byteCount { throw wrongSize(announced) }
      try reset(Self.validator(of: response).map { PartFile.Origin(address: address, validator: $0) })
    case 206:
      guard let range = ContentRange(response.value(forHTTPHeaderField: "Content-Range") ?? ""), range.first == start
      else {
        try reset(nil)
        throw .broken(address: address, reason: "the server sent another range than requested")
      }
      if let total = range.total, total != byteCount {
        try reset(nil)
        throw wrongSize(total)
      }
    case 416:
      try reset(nil)
      throw .broken(address: address, reason: "the server has no bytes after \(start)")
    case let status: throw .httpError(address: address, status: status)
    }
  }

  func receive(_ data: Data) throws(DownloadError) {
    do throws(FileFailure) {
      let length = try part.length() + data.count
      if length <= byteCount {
        try part.append(data)
        return onProgress(length)
      }
      try part.reset(nil)
    } catch {
      throw .unwritable(error)
    }
    throw wrongSize(byteCount + 1)
  }

  private func wrongSize(_ found: Int) -> DownloadError {
    .wrongSize(address: address, byteCount: found, expected: byteCount)
  }

  private func reset(_ origin: PartFile.Origin?) throws(DownloadError) {
    do throws(FileFailure) { try part.reset(origin) } catch { throw .unwritable(error) }
  }

  /// Returns the validator that identifies this version of the file; a weak entity tag doesn't.
  ///
  /// Source: RFC 9110 §13.1.5.
  private static func validator(of response: HTTPURLResponse) -> String? {
    if let tag = response.value(forHTTPHeaderField: "ETag"), !tag.hasPrefix("W/") { return tag }
    return response.value(forHTTPHeaderField: "Last-Modified")
  }
}

/// The bytes of a file that a response contains.
///
/// Source: RFC 9110 §14.4, `Content-Range: bytes 100-199/1000`, or `/*` where the size isn't known.
struct ContentRange: Equatable {
  /// The index of the first byte.
  let first: Int
  /// The size of the whole file in bytes; nil if unknown.
  let total: Int?

  /// Parses the value of a header; nil if it is invalid.
  init?(_ value: String) {
    let parts = value.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
    let halves = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]),
      first >= 0, last >= first, halves[1] == "*" || Int(halves[1]).map({ $0 > last }) == true
    else { return nil }
    self.first = first
    total = Int(halves[1])
  }
}
