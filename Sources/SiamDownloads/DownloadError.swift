import Foundation
import FoundationNetworking
import SiamFiles

/// Why a file can't be had.
package enum DownloadError: Error, Equatable {
  /// No answer from a host: no network, no such name, nothing that listens.
  case unreachable(host: String, reason: String)
  /// The server answered with a status that brings no file.
  case refused(address: String, status: Int)
  /// The server has something else under that address.
  case changed(address: String, byteCount: Int, expected: Int)
  /// What came isn't what is expected; it was removed.
  case wrongChecksum(path: String, found: String, expected: String)
  /// Nothing came for a while.
  case stalled(address: String, seconds: Double)
  /// The connection ended early, or what came wasn't what was asked for.
  case broken(address: String, reason: String)
  /// The server sends us on to where siam doesn't go.
  case misled(address: String, target: String)
  /// No http or https URL.
  case badAddress(String)
  /// A file or folder that can't be written.
  case unwritable(FileFailure)
  /// A file that is there and can't be read.
  case unreadable(path: String, reason: String)
  /// A file that came from no address; the reason for the first of them, and what the user can do.
  indirect case unavailable(DownloadError, address: String, path: String)
  /// The user said so.
  case cancelled
}

extension DownloadError {
  /// Whose fault it is, for an exit status.
  package enum Fault: Sendable {
    /// A server, or the network.
    case service
    /// What came.
    case data
    /// Where it was to go.
    case storage
    /// The one who asked.
    case usage
    /// Nobody's: it was to end.
    case none
  }

  /// Whose fault it is.
  package var fault: Fault {
    switch self {
    case .unreachable, .refused, .stalled, .broken, .misled: .service
    case .changed, .wrongChecksum: .data
    case .unwritable, .unreadable: .storage
    case .badAddress: .usage
    case .unavailable(let first, _, _): first.fault
    case .cancelled: .none
    }
  }

  /// Whether the same request may do better later.
  var isPassing: Bool {
    switch self {
    case .stalled, .broken, .unreachable: true
    // Too early, too many, or a fault of the server's: RFC 9110 §15.6, RFC 6585 §4.
    case .refused(_, let status): status == 408 || status == 425 || status == 429 || status >= 500
    default: false
    }
  }

  /// Whether there was no answer at all.
  var isUnreachable: Bool { if case .unreachable = self { true } else { false } }

  /// Whether another address may do better.
  var isOfAddress: Bool { fault == .service || fault == .data || fault == .usage }
}

extension DownloadError: CustomStringConvertible {
  /// One line: what, where, and what to do.
  package var description: String {
    switch self {
    case .unreachable(let host, let reason): "can't reach \(host): \(reason)"
    case .refused(let address, let status):
      "\(address): the server answers \(status) \(HTTPURLResponse.localizedString(forStatusCode: status))"
    case .changed(let address, let byteCount, let expected):
      "\(address): \(byteCount) bytes are there and \(expected) were expected: not the file siam knows"
    case .wrongChecksum(let path, let found, let expected):
      "\(path): its SHA-256 is \(found), not \(expected): removed"
    case .stalled(let address, let seconds): "\(address): nothing came for \(seconds.formatted()) s"
    case .broken(let address, let reason): "\(address): \(reason)"
    case .misled(let address, let target): "\(address): leads to \(target), which siam doesn't follow"
    case .badAddress(let address): "\(address): not an http or https URL"
    case .unwritable(let failure): Self.words(for: failure)
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason))"
    case .unavailable(let first, let address, let path):
      "\(first); try again later, or download \(address) yourself into \(path)"
    case .cancelled: "stopped; what came is kept, and the same command goes on with it"
    }
  }

  private static func words(for failure: FileFailure) -> String {
    let remedy =
      failure.code == ENOSPC || failure.code == EDQUOT
      ? "what came is kept: make room and go on with the same command" : "SIAM_DATA may name another folder"
    return "\(failure.path): can't be written (\(failure.reason)); \(remedy)"
  }
}
