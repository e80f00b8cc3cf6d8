/// The chunks of a WebP file, or of a frame in it; lengths are followed only as far as the file goes.
struct WebPChunks: Sequence, IteratorProtocol {
  private let file: [UInt8]
  private var rest: Range<Int>

  /// The chunks of a file.
  init(_ file: [UInt8]) { self.init(file, in: Swift.min(12, file.count)..<file.count) }

  /// The chunks in a part of a file.
  init(_ file: [UInt8], in range: Range<Int>) { (self.file, rest) = (file, range) }

  /// The next chunk: its name, the range of its contents, and its range with name and length.
  mutating func next() -> (name: String, contents: Range<Int>, whole: Range<Int>)? {
    guard rest.count >= 8 else { return nil }
    let start = rest.lowerBound
    let name = String(decoding: file[start..<start + 4], as: UTF8.self)
    let length = file[start + 4..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= rest.count - 8 else { return nil }
    let end = start + 8 + length
    // Chunks begin at even offsets.
    rest = Swift.min(end + length % 2, rest.upperBound)..<rest.upperBound
    return (name, start + 8..<end, start..<rest.lowerBound)
  }
}
