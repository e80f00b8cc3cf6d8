import Foundation

/// What the system says when a call on a file fails.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  /// As `errno` has it.
  package var code: Int32
  /// What was to be done, to which file.
  package var path: String

  /// A call on the file at `path` failed with `code`.
  package init(code: Int32, path: String) {
    self.code = code
    self.path = path
  }

  /// The system's reason, in its words.
  package var reason: String { String(cString: strerror(code)) }

  /// One line.
  package var description: String { "\(path): \(reason)" }
}
