import Foundation
import FoundationNetworking
import SiamFiles

/// Takes the answer to a request for a file, or for the rest of one, into its part.
struct PartReceiver: TransferReceiver {
  let part: PartFile
  /// Whom it was asked of.
  let address: String
  /// Where the asked-for rest begins; 0 for the whole file.
  let start: Int
  /// What the whole file has.
  let byteCount: Int
  /// Told how many bytes there are now.
  let told: @Sendable (Int) -> Void

  func begin(_ response: HTTPURLResponse) throws(DownloadError) {
    switch response.statusCode {
    case 200:
      // The whole file, asked for or not: it has changed, or the server knows no ranges.
      let announced = Int(exactly: response.expectedContentLength) ?? -1
      if announced >= 0, announced != byteCount { throw changed(announced) }
      try startOver(Self.validator(of: response).map { PartFile.Note(address: address, validator: $0) })
    case 206:
      guard let range = ContentRange(response.value(forHTTPHeaderField: "Content-Range") ?? ""), range.first == start
      else {
        try startOver(nil)
        throw .broken(address: address, reason: "other bytes came than were asked for")
      }
      if let total = range.total, total != byteCount {
        try startOver(nil)
        throw changed(total)
      }
    case 416:
      try startOver(nil)
      throw .broken(address: address, reason: "the server has nothing beyond byte \(start)")
    case let status: throw .refused(address: address, status: status)
    }
  }

  func receive(_ data: Data) throws(DownloadError) {
    do throws(FileFailure) {
      let length = try part.length() + data.count
      if length <= byteCount {
        try part.append(data)
        return told(length)
      }
      try part.startOver(nil)
    } catch {
      throw .unwritable(error)
    }
    throw changed(byteCount + 1)
  }

  private func changed(_ found: Int) -> DownloadError {
    .changed(address: address, byteCount: found, expected: byteCount)
  }

  private func startOver(_ note: PartFile.Note?) throws(DownloadError) {
    do throws(FileFailure) { try part.startOver(note) } catch { throw .unwritable(error) }
  }

  /// What tells a server's file from its next version; a weak entity tag doesn't.
  ///
  /// Source: RFC 9110 §13.1.5.
  private static func validator(of response: HTTPURLResponse) -> String? {
    if let tag = response.value(forHTTPHeaderField: "ETag"), !tag.hasPrefix("W/") { return tag }
    return response.value(forHTTPHeaderField: "Last-Modified")
  }
}
