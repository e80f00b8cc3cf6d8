package import SiamData
package import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Takes images to feature vectors, some at a time, with running statistics, never a batch's own.
package final class ImageEmbedder {
  private let encoder: Encoder
  private var pixels: [Float] = []

  /// Images in a pass, where there are many.
  static let chunk = 256
  /// Images in a pass, where there are few: the first pass touches all of its memory, and that takes longer than it.
  static let smallChunk = 32

  /// Replaces pixels by those of a variant of some of the images, `[images, channels, height, width]`.
  package typealias Reader = (_ images: Range<Int>, _ variant: Int, _ pixels: inout [Float]) -> Void

  /// Plans for a network, whose numbers may change between calls, and for calls of about `most` images, each variant
  /// of an image being one.
  package init(_ context: ComputeContext, _ network: Network, most: Int) throws(TensorError) {
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters,
      batch: max(1, min(most < 2 * Self.chunk ? Self.smallChunk : Self.chunk, most)),
      mode: .inference)
  }

  /// Embeds `count` images, each averaged over some test-time variants; a single one is the image as it is.
  package func embed(_ count: Int, variants: Int = 1, reading read: Reader) throws(TensorError) -> EmbeddedImages {
    let dimension = encoder.description.dimension
    // All images as they are, then all as the next variant: a few images and their variants share a pass.
    let all = try EmbeddingTable(rows: count * variants, dimension: dimension)
    try embed(count, variants: variants, into: all, from: 0, reading: read)
    let unit = try all.normalized()
    guard variants > 1 else { return EmbeddedImages(features: all, embeddings: unit) }
    return EmbeddedImages(
      features: try all.mean(of: variants), embeddings: try unit.mean(of: variants).normalized())
  }

  /// Embeds images of a dataset, all turned by the same quarters, counterclockwise.
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

  /// The features of a dataset's images as they are, into rows of a table there is already, from `row` on.
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
  /// The mean of as many tables that lie one after the other in this one.
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
