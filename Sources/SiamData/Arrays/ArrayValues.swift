/// Reads the elements of an array one after the other, in the file's order.
final class ArrayValues {
  let header: NPYHeader
  private let path: String
  private let stream: any SequentialFile
  /// The number of elements still to be read.
  private(set) var remaining: Int

  /// Reads a stream whose header has been read.
  init(_ stream: any SequentialFile, _ header: NPYHeader, path: String) {
    self.stream = stream
    self.header = header
    self.path = path
    remaining = header.count
  }

  /// Reads the bytes of the next elements, at most `count`; none after the last.
  ///
  /// - Throws: `DataError` when the file ends early or holds more than the header says.
  func next(_ count: Int) throws(DataError) -> [UInt8] {
    let count = min(count, remaining)
    guard count > 0 else {
      guard try stream.read(1).isEmpty else {
        throw .damaged(path: path, layout: .arrays, reason: "the file holds more than its header says")
      }
      return []
    }
    let bytes = try stream.read(count * header.type.size)
    guard bytes.count == count * header.type.size else {
      let missing = remaining - bytes.count / header.type.size
      throw .damaged(path: path, layout: .arrays, reason: "the file ends \(missing) elements early")
    }
    remaining -= count
    return bytes
  }
}
