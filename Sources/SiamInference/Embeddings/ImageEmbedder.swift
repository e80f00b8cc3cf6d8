package import SiamData
package import SiamFewShot
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// Embeds images in batches, in inference mode: with running statistics rather than the batch's.
package final class ImageEmbedder {
  private let encoder: Encoder
  private var pixels: [Float] = []

  /// The batch size for many images.
  package static let chunk = 256
  /// The batch size for few images, as the first pass has to touch all memory of the batch.
  package static let smallChunk = 32

  /// Replaces `pixels` with those of a test-time variant of a range of images, `[images, channels, height, width]`.
  package typealias Reader = (_ images: Range<Int>, _ variant: Int, _ pixels: inout [Float]) -> Void

  /// Plans the passes of a network, whose weights may change between calls.
  ///
  /// - Parameters:
  ///   - context: computes the passes.
  ///   - network: the network.
  ///   - count: the expected number of images per call, counting test-time variants, which decides the batch size.
  /// - Throws: `TensorError` if memory can't be allocated.
  package init(_ context: ComputeContext, _ network: Network, count: Int) throws(TensorError) {
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters,
      batch: max(1, min(count < 2 * Self.chunk ? Self.smallChunk : Self.chunk, count)),
      mode: .inference)
  }

  /// Embeds `count` images, each averaged over test-time variants; the first variant is the unchanged image.
  package func embed(_ count: Int, variants: Int = 1, reading read: Reader) throws(TensorError) -> EmbeddedImages {
    let dimension = encoder.description.dimension
    // All unchanged images come first, then all of the next variant, so that few images and their variants share a
    // pass.
    let all = try EmbeddingTable(rows: count * variants, dimension: dimension)
    try embed(count, variants: variants, into: all, from: 0, reading: read)
    let unit = try all.normalized()
    guard variants > 1 else { return EmbeddedImages(features: all, embeddings: unit) }
    return EmbeddedImages(
      features: try all.mean(of: variants), embeddings: try unit.mean(of: variants).normalized())
  }

  /// Embeds images of a dataset, all rotated counterclockwise by the same number of quarter turns.
  package func embed(
    _ images: [ImageID], of dataset: Dataset, variants: Int = 1, turned: Int = 0
  ) throws(TensorError) -> EmbeddedImages {
    let all = TestTimeVariants(count: variants)
    return try embed(images.count, variants: all.count) { part, variant, pixels in
      if variant == 0 {
        dataset.pixels(of: Array(images[part]), turned: turned, into: &pixels)
      } else {
        dataset.pixels(of: Array(images[part]), variant: variant, of: all, turned: turned, into: &pixels)
      }
    }
  }

  /// Computes the features of a dataset's images into the rows of `table` from `row` on.
  package func embed(
    _ images: [ImageID], of dataset: Dataset, turned: Int = 0, into table: EmbeddingTable, from row: Int = 0
  ) throws(TensorError) {
    try embed(images.count, into: table, from: row) { part, _, pixels in
      dataset.pixels(of: Array(images[part]), turned: turned, into: &pixels)
    }
  }

  private func embed(
    _ count: Int, variants: Int = 1, into table: EmbeddingTable, from first: Int, reading read: Reader
  ) throws(TensorError) {
    let (dimension, rows) = (table.dimension, count * variants)
    let size = encoder.images.count / encoder.batch
    for start in stride(from: 0, to: rows, by: encoder.batch) {
      let end = min(start + encoder.batch, rows)
      var row = start
      while row < end {
        let (variant, image) = row.quotientAndRemainder(dividingBy: count)
        let part = image..<min(count, image + end - row)
        read(part, variant, &pixels)
        encoder.images.slice((row - start) * size..<(row - start + part.count) * size).copy(from: pixels)
        row += part.count
      }
      try encoder.forward()
      table.values.slice((first + start) * dimension..<(first + end) * dimension)
        .copy(from: encoder.features.slice(0..<(end - start) * dimension))
    }
  }
}

extension EmbeddingTable {
  /// Returns the mean of `tables` equally large tables that are concatenated in this one.
  fileprivate func mean(of tables: Int) throws(TensorError) -> EmbeddingTable {
    let mean = try EmbeddingTable(rows: rows / tables, dimension: dimension)
    let size = mean.values.count
    mean.values.withMutableSpan { mean in
      values.withSpan { values in
        for index in 0..<size {
          var sum: Float = 0
          for table in 0..<tables { sum += values[table * size + index] }
          mean[index] = sum / Float(tables)
        }
      }
    }
    return mean
  }
}
