/// Stores decoded pixels in the order of decoding until the final order of the images is known.
protocol PixelSpool {
  /// Returns the outcomes of the next `count` files if an earlier attempt stored them, or nil if they must be decoded.
  mutating func stored(files count: Int) -> [DecodedChunk.Outcome]?
  /// Appends the pixels of a chunk.
  ///
  /// - Throws: `FileFailure` when they can't be written.
  mutating func append(_ chunk: DecodedChunk) throws
  /// Returns the pixels in dataset order.
  ///
  /// - Parameters:
  ///   - order: the index of each image in the order of decoding.
  ///   - size: the number of values of an image.
  ///   - inverted: whether to invert the brightness.
  /// - Returns: the reordered pixels.
  /// - Throws: `FileFailure` when they can't be written, `CancellationError` when the task is cancelled.
  func store(inOrder order: [Int32], size: Int, inverted: Bool) throws -> PixelStore
}

/// Stores decoded pixels in memory.
struct MemorySpool: PixelSpool {
  private var pixels: [UInt8] = []

  mutating func stored(files count: Int) -> [DecodedChunk.Outcome]? { nil }

  mutating func append(_ chunk: DecodedChunk) { pixels += chunk.pixels }

  func store(inOrder order: [Int32], size: Int, inverted: Bool) -> PixelStore {
    PixelStore(count: order.count * size) { target in
      pixels.withUnsafeBufferPointer { gather(order, size: size, inverted: inverted, from: $0, into: target) }
    }
  }
}

/// Copies images into `target` in the given order, inverted if requested.
func gather(
  _ order: some Sequence<Int32>, size: Int, inverted: Bool, from source: UnsafeBufferPointer<UInt8>,
  into target: UnsafeMutableBufferPointer<UInt8>
) {
  var position = 0
  for index in order {
    let image = UnsafeBufferPointer(rebasing: source[Int(index) * size..<(Int(index) + 1) * size])
    let row = UnsafeMutableBufferPointer(rebasing: target[position * size..<(position + 1) * size])
    _ = row.initialize(fromContentsOf: image)
    if inverted { for value in row.indices { row[value] = ~row[value] } }
    position += 1
  }
}
