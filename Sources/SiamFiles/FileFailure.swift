import Foundation

/// The error of a system call on a file.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  package var code: Int32
  /// The path that the call was made on.
  package var path: String

  /// The failure of a call on the file at `path` with the error `code`.
  package init(code: Int32, path: String) {
    self.code = code
    self.path = path
  }

  /// The system's message for the code.
  package var reason: String { String(cString: strerror(code)) }

  /// The system's message with a lower-case first letter, for use within a sentence.
  package var reasonInSentence: String { reason.prefix(1).lowercased() + reason.dropFirst() }

  /// Whether there is no file or folder at the path.
  package var isAbsent: Bool { code == ENOENT || code == ENOTDIR }

  /// The path and the reason, in one line.
  package var description: String { "\(path): \(reason)" }
}

/// The system's message for why a file could not be read or written.
package func systemReason(_ error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
  return (underlying ?? error as NSError).localizedDescription
}
