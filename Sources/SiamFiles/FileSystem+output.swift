import Foundation

extension FileSystem {
  /// Writes a file that the user names, as a whole or not at all.
  ///
  /// A link is followed, and what it links to replaced. A device or a pipe, such as `/dev/stdout`, is written to.
  package func writeOutput(_ bytes: some Collection<UInt8>, to path: String) throws(FileFailure) {
    switch FileKind(of: path) {
    case .folder: throw FileFailure(code: EISDIR, path: path)
    case .other: try writeAll(bytes, to: try open(path, .existing))
    case .absent, .file:
      let target = FileKind.resolved(path)
      let parts = NSString(string: target)
      let (folder, name) = (parts.deletingLastPathComponent, parts.lastPathComponent)
      // A name of the process's own: the folder is the user's, and may have any others.
      let temporary = (folder.isEmpty ? "" : folder + "/") + ".\(name).siam-\(getpid())"
      try replace(target, with: bytes, temporary: temporary)
    }
  }
}

/// What a path names, links followed.
package enum FileKind: Sendable {
  case absent, file, folder
  /// A device, a pipe or a socket.
  case other

  /// Inspects a path; one that can't be inspected counts as absent.
  package init(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .absent
      return
    }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
  }

  /// The path with links resolved; unchanged if nothing is there.
  static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}
