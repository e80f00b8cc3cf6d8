internal import SiamFiles

/// Where decoded pixels wait, in the order of decoding, until all pictures are there and their order is known.
protocol PixelSpool {
  /// What decoding the next so many files came to in an earlier attempt, whose pixels are here already; nil where they
  /// are still to be decoded.
  mutating func kept(files count: Int) -> [DecodedChunk.Outcome]?
  /// Takes a chunk's pixels.
  mutating func append(_ chunk: DecodedChunk) throws(FileFailure)
  /// Puts pictures in order.
  ///
  /// - Parameters:
  ///   - order: of each picture its place in the order of decoding.
  ///   - size: values of a picture.
  ///   - inverted: whether dark and bright are exchanged.
  /// - Returns: the pixels in that order.
  /// - Throws: `FileFailure` where they can't be written.
  func store(inOrder order: [Int32], size: Int, inverted: Bool) throws(FileFailure) -> PixelStore
}

/// A spool in memory.
struct MemorySpool: PixelSpool {
  private var pixels: [UInt8] = []

  mutating func kept(files count: Int) -> [DecodedChunk.Outcome]? { nil }

  mutating func append(_ chunk: DecodedChunk) { pixels += chunk.pixels }

  func store(inOrder order: [Int32], size: Int, inverted: Bool) -> PixelStore {
    PixelStore(count: order.count * size) { target in
      pixels.withUnsafeBufferPointer { gather(order, size: size, inverted: inverted, from: $0, into: target) }
    }
  }
}

/// Copies pictures into `target` in an order, dark and bright exchanged where asked for.
func gather(
  _ order: some Sequence<Int32>, size: Int, inverted: Bool, from source: UnsafeBufferPointer<UInt8>,
  into target: UnsafeMutableBufferPointer<UInt8>
) {
  var place = 0
  for index in order {
    let picture = UnsafeBufferPointer(rebasing: source[Int(index) * size..<(Int(index) + 1) * size])
    let row = UnsafeMutableBufferPointer(rebasing: target[place * size..<(place + 1) * size])
    _ = row.initialize(fromContentsOf: picture)
    if inverted { for value in row.indices { row[value] = ~row[value] } }
    place += 1
  }
}
