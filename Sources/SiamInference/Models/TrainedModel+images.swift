import SiamRuns
import SiamNetworks
public import Foundation
public import SiamData
import SiamFewShot
public import SiamCore
public import SiamTensors

extension TrainedModel {
  /// Reads an image file at the model's image size and in its channels.
  public func read(_ path: String) throws(DataError) -> ImageFile {
    try ImageFile.read(path: path, side: imageSize, channels: channels, inverted: fileInversion)
  }

  /// Compares two images, and decides by the model's threshold whether they are of one class.
  public func compare(
    _ first: ImageFile, _ second: ImageFile, _ context: ComputeContext, variants: Int = 1
  ) throws -> ComparisonReport {
    let table = try ImageEmbedder(context, network, count: 2 * variants).embed([first, second], variants: variants)
    let similarities = PairSimilarities(context, network)
    let score = try similarities.measure(0, 1, table)
    let distance = table.embeddings.squaredDistance(0, 1)
    return ComparisonReport(
      files: [first.path, second.path], distance: distance,
      similarity: similarities.similarity(score), threshold: description.threshold?.similarity,
      isSame: description.threshold.map { score >= $0.score })
  }

  /// Embeds images: `[images, dimension]`, row-major, rows of unit length.
  public func embeddings(
    of images: [ImageFile], _ context: ComputeContext, variants: Int = 1
  ) throws -> [Float] {
    guard !images.isEmpty else { return [] }
    return try ImageEmbedder(context, network, count: images.count * variants).embed(images, variants: variants)
      .embeddings.values.values
  }

  /// Encodes an inference-only checkpoint file.
  public func inferenceCheckpoint() throws -> Data {
    try Checkpoint(using: network, images: images, description).tensors.data()
  }

  /// The dimension of an embedding.
  public var dimension: Int { network.encoder.dimension }
}
