import SiamRuns
import SiamNetworks
public import Foundation
public import SiamData
import SiamFewShot
public import SiamCore
public import SiamTensors

extension TrainedModel {
  /// Reads an image file at the model's image size and in its channels.
  ///
  /// - Throws: `DataError` when there is no such file or it is not a complete image.
  public func read(_ path: String) throws(DataError) -> ImageFile {
    try ImageFile.read(path: path, side: imageSize, channels: channels, inverted: fileInversion)
  }

  /// Compares two images, and decides by the model's threshold whether they are of one class.
  ///
  /// - Parameters:
  ///   - first: an image that was read by `read`.
  ///   - second: the image to compare it with.
  ///   - context: the context to compute in.
  ///   - variants: the number of test-time variants that each embedding is averaged over, as in `TestTimeVariants`
  ///     (default: 1, the image alone).
  /// - Returns: the distance, the similarity and, if the run has a threshold, the decision.
  /// - Throws: `TensorError`.
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

  /// Embeds images.
  ///
  /// - Parameters:
  ///   - images: images that were read by `read`.
  ///   - context: the context to compute in.
  ///   - variants: the number of test-time variants that each embedding is averaged over, as in `TestTimeVariants`
  ///     (default: 1, the image alone).
  /// - Returns: the embeddings, `[images, dimension]`, row-major, rows of unit length.
  /// - Throws: `TensorError`.
  public func embeddings(
    of images: [ImageFile], _ context: ComputeContext, variants: Int = 1
  ) throws -> [Float] {
    guard !images.isEmpty else { return [] }
    return try ImageEmbedder(context, network, count: images.count * variants).embed(images, variants: variants)
      .embeddings.values.values
  }

  /// Encodes an inference-only checkpoint: the weights and the description of the run, as a safetensors file.
  ///
  /// - Throws: an error of Foundation if the description can't be encoded as JSON.
  public func inferenceCheckpoint() throws -> Data {
    try Checkpoint(using: network, images: images, description).tensors.data()
  }

  /// The dimension of an embedding.
  public var dimension: Int { network.encoder.dimension }
}
