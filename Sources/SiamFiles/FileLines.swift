import Foundation

/// Reads the lines of a file of any length in parts of bounded size, also while the file grows.
package struct FileLines {
  /// A line that ends in a newline, without the newline.
  package struct Line {
    /// The offset of the line's first byte in the file.
    package let offset: Int
    /// The line's bytes.
    package let bytes: ArraySlice<UInt8>
    /// The offset of the next line.
    package var end: Int { offset + bytes.count + 1 }
  }

  /// The number of bytes read at a time.
  private let part: Int
  /// The length above which lines are skipped, in bytes.
  private let maxLength: Int
  private let files: any FileSystem
  private let file: OpenFile
  private var buffer: [UInt8] = []
  /// The offset of the buffer's first byte in the file.
  private var bufferOffset: Int
  /// The index in the buffer where the next line begins, and the index up to which there is no newline.
  private var (start, searched) = (0, 0)
  /// The number of lines skipped for being longer than `maxLength`.
  package private(set) var overlong = 0

  /// Opens a file and reads its lines from an offset on, which must be the start of a line.
  package init(
    _ path: String, from offset: Int = 0, part: Int = 1 << 20, maxLength: Int = 16 << 20,
    files: any FileSystem = PosixFileSystem()
  ) throws(FileFailure) {
    self.init(try files.open(path, .read), from: offset, part: part, maxLength: maxLength, files: files)
  }

  /// Reads the lines of an open file from an offset on, which must be the start of a line.
  package init(
    _ file: OpenFile, from offset: Int, part: Int = 1 << 20, maxLength: Int = 16 << 20,
    files: any FileSystem = PosixFileSystem()
  ) {
    self.file = file
    self.files = files
    self.part = max(1, part)
    self.maxLength = maxLength
    bufferOffset = offset
  }

  /// The next line, or nil at the end; an unfinished line at the end of the file is not returned.
  package mutating func next() throws(FileFailure) -> Line? {
    var isOverlong = false
    while true {
      if let end = newline() {
        let line = Line(offset: bufferOffset + start, bytes: buffer[start..<end])
        start = end + 1
        searched = start
        if !isOverlong, line.bytes.count <= maxLength { return line }
        overlong += 1
        isOverlong = false
        continue
      }
      if buffer.count - start > maxLength {
        // Only the end of the line matters.
        isOverlong = true
        drop(buffer.count)
      } else {
        drop(start)
      }
      let more = try files.read(file, at: bufferOffset + buffer.count, count: part)
      if more.isEmpty { return nil }
      buffer += more
    }
  }

  private mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    bufferOffset += count
    start -= min(start, count)
    searched -= min(searched, count)
  }

  /// The index of the next newline in the buffer.
  private mutating func newline() -> Int? {
    let from = searched
    let found: Int? = buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, from < bytes.count,
        let address = memchr(base + from, 0x0A, bytes.count - from)
      else { return nil }
      return UnsafeRawPointer(address) - base
    }
    searched = found ?? buffer.count
    return found
  }
}
