import Foundation

/// A file's lines, read in parts of bounded size, however long the file is and whether it still grows or not.
package struct FileLines {
  /// A line that has ended, without its newline.
  package struct Line {
    /// Where it begins in the file, in bytes.
    package let offset: Int
    /// Its bytes.
    package let bytes: ArraySlice<UInt8>
    /// Where the next one begins.
    package var end: Int { offset + bytes.count + 1 }
  }

  /// Read at a time.
  private let part: Int
  /// A longer line is passed over.
  private let longest: Int
  private let files: any FileLayer
  private let file: OpenFile
  private var buffer: [UInt8] = []
  /// Where the buffer begins in the file.
  private var bufferOffset: Int
  /// Where the next line begins in the buffer, and up to where no newline was found.
  private var (start, searched) = (0, 0)
  /// Lines passed over because they were too long.
  package private(set) var overlong = 0

  /// Opens a file to read its lines from an offset on, where one begins.
  package init(
    _ path: String, from offset: Int = 0, part: Int = 1 << 20, longest: Int = 16 << 20,
    files: any FileLayer = SystemFiles()
  ) throws(FileFailure) {
    self.init(try files.open(path, .read), from: offset, part: part, longest: longest, files: files)
  }

  /// Reads the lines of an open file from an offset on, where one begins.
  package init(
    _ file: OpenFile, from offset: Int, part: Int = 1 << 20, longest: Int = 16 << 20,
    files: any FileLayer = SystemFiles()
  ) {
    self.file = file
    self.files = files
    self.part = max(1, part)
    self.longest = longest
    bufferOffset = offset
  }

  /// The next line, or nil where none has ended yet: what follows the last newline is torn, and no line.
  package mutating func next() throws(FileFailure) -> Line? {
    var isOverlong = false
    while true {
      if let end = newline() {
        let line = Line(offset: bufferOffset + start, bytes: buffer[start..<end])
        start = end + 1
        searched = start
        if !isOverlong, line.bytes.count <= longest { return line }
        overlong += 1
        isOverlong = false
        continue
      }
      if buffer.count - start > longest {
        // Only its end is of interest.
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

  /// Where the next newline is in the buffer.
  private mutating func newline() -> Int? {
    let from = searched
    let found: Int? = buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, from < bytes.count,
        let place = memchr(base + from, 0x0A, bytes.count - from)
      else { return nil }
      return UnsafeRawPointer(place) - base
    }
    searched = found ?? buffer.count
    return found
  }
}
