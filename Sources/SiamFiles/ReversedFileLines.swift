import Foundation

/// A file's lines from the last to the first, read in blocks from its end, however long the file is.
///
/// Text after the last newline is not a line: it was cut short, or is still being written.
package struct ReversedFileLines {
  private let files: any FileSystem
  private let file: OpenFile
  /// No further block is read once this many bytes were.
  private let limit: Int
  /// The file's length when it was opened, in bytes.
  private let length: Int
  /// Where `buffer` begins in the file.
  private var start: Int
  private var buffer: [UInt8] = []
  /// The lines in `buffer` before this index are yet to be returned.
  private var end = 0

  /// Reads the lines of an open file, of which about the last `limit` bytes.
  package init(
    _ file: OpenFile, limit: Int = .max, files: any FileSystem = PosixFileSystem()
  ) throws(FileFailure) {
    self.file = file
    self.files = files
    self.limit = limit
    length = try files.length(of: file)
    start = length
  }

  /// The line before the one returned last, or nil at the start of the file or past the limit.
  package mutating func next() throws(FileFailure) -> FileLines.Line? {
    while true {
      if let line = removeLast() { return line }
      guard start > 0, length - start < limit else { return nil }
      let count = min(start, max(1 << 16, length - start))
      start -= count
      buffer = try files.read(file, at: start, count: count) + buffer[..<end]
      end = buffer.count
    }
  }

  /// The last line of the buffer, if all of it was read.
  private mutating func removeLast() -> FileLines.Line? {
    guard let newline = buffer[..<end].lastIndex(of: Self.newline) else { return nil }
    let before = buffer[..<newline].lastIndex(of: Self.newline)
    guard before != nil || start == 0 else { return nil }
    let first = before.map { $0 + 1 } ?? 0
    end = first
    return FileLines.Line(offset: start + first, bytes: buffer[first..<newline])
  }

  private static let newline = UInt8(ascii: "\n")
}
