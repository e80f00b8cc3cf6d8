/// The system's calls on files that must not be lost, each of which may fail or be the last: behind a protocol, so that
/// a test can let any of them fail.
package protocol FileLayer: Sendable {
  /// Opens a file.
  func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile
  /// Writes bytes where the file's position is, or at its end where it was opened so; how many were taken.
  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileFailure) -> Int
  /// Waits until what was written is on the disk.
  func sync(_ file: OpenFile) throws(FileFailure)
  /// Cuts an open file to a length in bytes.
  func truncate(_ file: OpenFile, to length: Int) throws(FileFailure)
  /// Gives a file another name, in place of what has that name.
  func rename(_ path: String, to other: String) throws(FileFailure)
  /// Gives a file a second name, which nothing may have.
  func link(_ path: String, to other: String) throws(FileFailure)
  /// Takes a file's name away.
  func remove(_ path: String) throws(FileFailure)
  /// Makes a folder; one that is there already is no failure.
  func makeFolder(_ path: String) throws(FileFailure)
  /// Takes the lock of an open file, without waiting; false where another process holds it. A process that ends lets
  /// go.
  func lock(_ file: OpenFile) throws(FileFailure) -> Bool
  /// Whether another process holds the lock of an open file, or this one by another opening.
  ///
  /// It is tried for an instant, together with others who try it: whoever wants it then has to ask again.
  func isLocked(_ file: OpenFile) throws(FileFailure) -> Bool
  /// Reads a file from an offset on; how many bytes there were, 0 at its end.
  func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileFailure) -> [UInt8]
  /// A file's length in bytes.
  func length(of file: OpenFile) throws(FileFailure) -> Int
  /// Whether the open file still has this name.
  func isNamed(_ path: String, _ file: OpenFile) -> Bool
}

/// How a file is opened.
package enum OpenMode: Sendable {
  /// Made, or emptied.
  case new
  /// Made where it isn't there; written at its end.
  case append
  /// Only where it is there; not written.
  case read
  /// A folder, to be synced: the names in it.
  case folder
}

/// An open file; closed when nobody has it any more.
package final class OpenFile: Sendable {
  /// What it was opened by.
  package let path: String
  let descriptor: Int32

  init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { closeDescriptor(descriptor) }
}
