/// The system calls on files that must not be lost.
///
/// They are behind a protocol so that a test can make any of them fail, or be the last before a crash.
package protocol FileSystem: Sendable {
  /// Opens a file.
  func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile
  /// Writes bytes at the file's position, or at its end if it was opened to append; returns the number written.
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileFailure) -> Int
  /// Waits until everything written is on the disk.
  func sync(_ file: OpenFile) throws(FileFailure)
  /// Truncates an open file to a length in bytes.
  func truncate(_ file: OpenFile, to length: Int) throws(FileFailure)
  /// Renames a file and replaces any file at the new path.
  func rename(_ path: String, to other: String) throws(FileFailure)
  /// Makes a hard link; fails if there is a file at the new path.
  func link(_ path: String, to other: String) throws(FileFailure)
  /// Removes a file's name, and the file with its last name.
  func remove(_ path: String) throws(FileFailure)
  /// Creates a folder; succeeds if it already exists.
  func makeFolder(_ path: String) throws(FileFailure)
  /// Tries to lock an open file without waiting; returns false if another process holds the lock, which ends with
  /// that process.
  func lock(_ file: OpenFile) throws(FileFailure) -> Bool
  /// Whether the lock of an open file is held by another process, or by this one through another opening.
  ///
  /// The test takes a shared lock for an instant, so a process that tries to lock the file meanwhile must retry.
  func isLocked(_ file: OpenFile) throws(FileFailure) -> Bool
  /// Reads up to `count` bytes from an offset on; returns no bytes at the end of the file.
  func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileFailure) -> [UInt8]
  /// The length of a file, in bytes.
  func length(of file: OpenFile) throws(FileFailure) -> Int
  /// Whether the path still names the open file.
  func isNamed(_ path: String, _ file: OpenFile) -> Bool
}

/// How a file is opened.
package enum OpenMode: Sendable {
  /// Creates the file, or truncates it to no bytes.
  case new
  /// Creates the file if it doesn't exist, and writes at its end.
  case append
  /// Opens an existing file for reading.
  case read
  /// Opens an existing device or pipe for writing.
  case existing
  /// Opens a folder, to sync the names in it.
  case folder
}

/// An open file, which is closed with the last reference to it.
package final class OpenFile: Sendable {
  /// The path that it was opened by.
  package let path: String
  let descriptor: Int32

  init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { closeDescriptor(descriptor) }
}
