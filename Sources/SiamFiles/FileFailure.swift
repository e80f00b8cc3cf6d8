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

  /// The failure behind an error of Foundation; an unknown one counts as `EIO`.
  package init(_ error: any Error, path: String) {
    self = error as? FileFailure ?? FileFailure(code: errorNumber(of: error) ?? EIO, path: path)
  }

  /// The reason in the words of the system, for use within a sentence: `permission denied`.
  package var reason: String {
    switch code {
    case ENOTDIR: "not a folder"
    case EISDIR: "is a folder"
    case ENOTEMPTY: "folder not empty"
    default: Self.message(code)
    }
  }

  /// The reason why a file or folder could not be created.
  package var creationReason: String { code == ENOENT ? "no such folder" : reason }

  /// The same as `reason`.
  package var reasonInSentence: String { reason }

  /// Whether there is no file or folder at the path.
  package var isAbsent: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether the file could be opened, but not all of it written.
  package var isIncompleteWrite: Bool { [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) }

  /// The path and the reason, in one line.
  package var description: String { "\(path): \(reason)" }

  private static func message(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    // "Input/output error" begins a sentence; "RPC struct is bad" begins with a name.
    let isName = text.dropFirst().first?.isUppercase == true
    return isName ? text : text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// The system's words for why a file could not be read or written.
package func systemReason(_ error: any Error) -> String {
  guard let code = errorNumber(of: error) else { return (error as NSError).localizedDescription }
  return FileFailure(code: code, path: "").reason
}

/// The value of `errno` behind an error; nil if it isn't the system's.
private func errorNumber(of error: any Error) -> Int32? {
  if let failure = error as? FileFailure { return failure.code }
  let error = error as NSError
  if error.domain == NSPOSIXErrorDomain { return Int32(exactly: error.code) }
  if let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error, let code = errorNumber(of: underlying) {
    return code
  }
  guard error.domain == NSCocoaErrorDomain else { return nil }
  return switch CocoaError.Code(rawValue: error.code) {
  case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
  case .fileReadNoPermission, .fileWriteNoPermission: EACCES
  case .fileWriteFileExists: EEXIST
  case .fileWriteOutOfSpace: ENOSPC
  case .fileWriteVolumeReadOnly: EROFS
  case .fileReadInvalidFileName, .fileWriteInvalidFileName: EINVAL
  case .fileReadUnknown, .fileWriteUnknown: EIO
  default: nil
  }
}
