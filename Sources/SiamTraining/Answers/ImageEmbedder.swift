package import SiamData
package import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Takes images to feature vectors, some at a time, with running statistics, never a batch's own.
package final class ImageEmbedder {
  private let encoder: Encoder
  private var pixels: [Float] = []

  /// Images in a pass, where there are as many.
  static let chunk = 256

  /// Replaces pixels by those of a variant of some of the images, `[images, 1, height, width]`.
  package typealias Reader = (_ images: Range<Int>, _ variant: Int, _ pixels: inout [Float]) -> Void

  /// Plans for a network, whose numbers may change between calls, and for calls of about `most` images.
  package init(_ context: ComputeContext, _ network: Network, most: Int) throws(TensorError) {
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters, batch: max(1, min(Self.chunk, most)),
      mode: .inference)
  }

  /// Embeds `count` images, each averaged over some test-time variants; a single one is the image as it is.
  package func embed(_ count: Int, variants: Int = 1, reading read: Reader) throws(TensorError) -> EmbeddedImages {
    let features = try EmbeddingTable(rows: count, dimension: encoder.description.dimension)
    try embed(count, variant: 0, into: features, from: 0, reading: read)
    let embeddings = try features.normalized()
    guard variants > 1 else { return EmbeddedImages(features: features, embeddings: embeddings) }
    let one = try EmbeddingTable(rows: count, dimension: encoder.description.dimension)
    for variant in 1..<variants {
      try embed(count, variant: variant, into: one, from: 0, reading: read)
      features.values.add(one.values)
      embeddings.values.add(try one.normalized().values)
    }
    features.values.scale(by: 1 / Float(variants))
    return EmbeddedImages(features: features, embeddings: try embeddings.normalized())
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
    try embed(images.count, variant: 0, into: table, from: row) { part, _, pixels in
      dataset.pixels(of: Array(images[part]), turned: turned, into: &pixels)
    }
  }

  private func embed(
    _ count: Int, variant: Int, into table: EmbeddingTable, from row: Int, reading read: Reader
  ) throws(TensorError) {
    let dimension = table.dimension
    for start in stride(from: 0, to: count, by: encoder.batch) {
      let part = start..<min(start + encoder.batch, count)
      read(part, variant, &pixels)
      encoder.images.slice(0..<pixels.count).copy(from: pixels)
      try encoder.forward()
      table.values.slice((row + start) * dimension..<(row + part.upperBound) * dimension)
        .copy(from: encoder.features.slice(0..<part.count * dimension))
    }
  }
}

extension FloatBuffer {
  fileprivate func add(_ other: FloatBuffer) {
    withMutableSpan { sum in
      other.withSpan { other in for index in 0..<sum.count { sum[index] += other[index] } }
    }
  }

  fileprivate func scale(by factor: Float) {
    withMutableSpan { values in for index in 0..<values.count { values[index] *= factor } }
  }
}
