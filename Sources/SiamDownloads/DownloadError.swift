import Foundation
import FoundationNetworking
package import SiamFiles

/// The reason a download failed.
package enum DownloadError: Error, Equatable {
  /// A host didn't respond: no network, an unknown name, or nothing listening.
  case unreachable(host: String, reason: String)
  /// The server returned an HTTP error.
  case httpError(address: String, status: Int)
  /// The file at the address has another size.
  case wrongSize(address: String, byteCount: Int, expected: Int)
  /// The downloaded file has another SHA-256; it was removed.
  case wrongChecksum(path: String, found: String, expected: String)
  /// No data arrived for a while.
  case stalled(address: String, seconds: Double)
  /// The connection ended early, or the response was invalid.
  case broken(address: String, reason: String)
  /// The server redirected to an address that isn't followed, or redirected too often.
  case badRedirect(address: String, target: String)
  /// The address is not an http or https URL.
  case badAddress(String)
  /// A file or folder can't be written.
  case unwritable(FileFailure)
  /// A file exists but can't be read.
  case unreadable(path: String, reason: String)
  /// All addresses of a file failed. The error is that of the first; the path is where the user can put the file.
  indirect case unavailable(DownloadError, address: String, path: String)
  /// The user cancelled the download.
  case cancelled
}

extension DownloadError {
  /// The cause of a failure, which decides the exit status.
  package enum Fault: Sendable {
    /// The server or the network.
    case service
    /// The downloaded file.
    case data
    /// The disk or the folder.
    case storage
    /// The command line.
    case usage
    /// No failure: the user cancelled.
    case none
  }

  /// The cause of the failure.
  package var fault: Fault {
    switch self {
    case .unreachable, .httpError, .stalled, .broken, .badRedirect: .service
    case .wrongSize, .wrongChecksum: .data
    case .unwritable, .unreadable: .storage
    case .badAddress: .usage
    case .unavailable(let first, _, _): first.fault
    case .cancelled: .none
    }
  }

  /// Whether the same request may succeed later.
  var isTransient: Bool {
    switch self {
    case .stalled, .broken, .unreachable: true
    // Timeout, too early, too many requests, or a server error: RFC 9110 §15.5.9 and §15.6, RFC 8470, RFC 6585 §4.
    case .httpError(_, let status): status == 408 || status == 425 || status == 429 || status >= 500
    default: false
    }
  }

  /// Whether there was no response at all.
  var isUnreachable: Bool { if case .unreachable = self { true } else { false } }

  /// Whether another address may succeed.
  var isAddressSpecific: Bool { fault == .service || fault == .data || fault == .usage }
}

extension DownloadError: CustomStringConvertible {
  /// The error as one line: what is wrong, where, and what to do.
  package var description: String {
    switch self {
    case .unreachable(let host, let reason): "can't reach \(host): \(reason)"
    case .httpError(let address, let status):
      "\(address): the server returned \(status) \(HTTPURLResponse.localizedString(forStatusCode: status))"
    case .wrongSize(let address, let byteCount, let expected):
      "\(address): the size is \(byteCount) bytes, not \(expected); the file has changed on the server"
    case .wrongChecksum(let path, let found, let expected):
      "\(path): wrong SHA-256 \(found), not \(expected); the file was removed"
    case .stalled(let address, let seconds): "\(address): no data for \(seconds.formatted()) s"
    case .broken(let address, let reason): "\(address): \(reason)"
    case .badRedirect(let address, let target): "\(address): redirects to \(target), which siam doesn't follow"
    case .badAddress(let address): "\(address): not an http or https URL"
    case .unwritable(let failure):
      "\(failure.path): can't be written (\(failure.reason)); \(Self.remedy(for: failure))"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason))"
    case .unavailable(let first, let address, let path):
      "\(first); try again later, or download \(address) yourself into \(path)"
    case .cancelled: "cancelled; the partial file is saved, rerun the command to resume"
    }
  }

  private static func remedy(for failure: FileFailure) -> String {
    failure.code == ENOSPC || failure.code == EDQUOT
      ? "free some space and rerun the command to resume" : "set SIAM_DATA to another folder"
  }
}
