public import Foundation
public import SiamData
internal import SiamFewShot
public import SiamMessages
public import SiamTensors

extension TrainedModel {
  /// Reads a picture file as the model sees it: at its size and in its channels.
  public func read(_ path: String) throws(DataError) -> PictureFile {
    try PictureFile.read(path: path, side: imageSize, channels: channels, inverted: fileInversion)
  }

  /// How alike two pictures are, and whether that makes them of one class at the model's threshold.
  public func compare(
    _ first: PictureFile, _ second: PictureFile, _ context: ComputeContext, variants: Int = 1
  ) throws -> ComparisonReport {
    let table = try ImageEmbedder(context, network, most: 2 * variants).embed([first, second], variants: variants)
    let similarities = PairSimilarities(context, network)
    let score = try similarities.measure(0, 1, table)
    let distance = table.embeddings.squaredDistance(0, 1)
    return ComparisonReport(
      files: [first.path, second.path], distance: distance,
      similarity: similarities.similarity(score), threshold: description.threshold?.similarity,
      isSame: description.threshold.map { score >= $0.score })
  }

  /// The embeddings of pictures, `pictures × dimension`, row-major, rows of unit length.
  public func embeddings(
    of pictures: [PictureFile], _ context: ComputeContext, variants: Int = 1
  ) throws -> [Float] {
    guard !pictures.isEmpty else { return [] }
    return try ImageEmbedder(context, network, most: pictures.count * variants).embed(pictures, variants: variants)
      .embeddings.values.values
  }

  /// A checkpoint file of the network alone, without what training needs.
  public func lean() throws -> Data {
    try Checkpoint(using: network, images: images, description).tensors.data()
  }

  /// Length of an embedding.
  public var dimension: Int { network.encoder.dimension }
}
