import SiamRuns
package import SiamData
package import SiamFewShot
package import SiamCore
package import SiamTensors

/// The images of a published list of pairs, to evaluate verification on.
package struct PairListEvaluation {
  /// The list.
  package let list: PairList
  /// The images.
  package let images: NumberedImages
  /// The path of the list, for messages.
  private let path: String

  /// Reads the images of a list.
  ///
  /// - Parameters:
  ///   - list: the list.
  ///   - path: the path of the list, for messages.
  ///   - data: the path of the images.
  ///   - options: how images are read.
  /// - Throws: `PairImagesError` if images are missing; `DataError`.
  package init(_ list: PairList, path: String, data: String, options: DatasetOptions) throws {
    self.list = list
    self.path = path
    let named = list.images
    images = try NumberedImages(
      Set(named.map { NumberedImages.Key(name: $0.name, number: $0.number) }), path: data, options: options)
    let missing = named.filter { images.images[Self.key($0)] == nil }
      .sorted { ($0.name, $0.number) < ($1.name, $1.number) }
    guard missing.isEmpty else {
      throw PairImagesError(
        list: path, data: data, missing: missing.prefix(3).map { "\($0.name) \($0.number)" }, count: missing.count,
        of: named.count)
    }
  }

  private static func key(_ image: PairList.Image) -> NumberedImages.Key {
    NumberedImages.Key(name: image.name, number: image.number)
  }

  /// The number of images that a model was trained on.
  package func trainedCount(_ model: TrainedModel) -> Int {
    images.images.values.count { model.images.identities.contains(images.dataset.identity(of: $0)) }
  }

  /// Evaluates a model on the pairs as published: with several folds, by the threshold of the other folds.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - context: computes the embeddings.
  ///   - variants: the number of test-time variants of each image.
  /// - Returns: the results; `accuracy` is the mean over the folds, and `threshold` the mean of theirs.
  /// - Throws: `TensorError` if memory can't be allocated; `FewShotError` if pairs of one kind are missing.
  package func evaluate(
    _ model: TrainedModel, _ context: ComputeContext, variants: Int
  ) throws -> VerificationReport {
    let ids = Array(images.images.values).sorted { $0.index < $1.index }
    let embedder = try ImageEmbedder(context, model.network, count: ids.count * variants)
    let table = try embedder.embed(ids, of: images.dataset, variants: variants)
    let rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) })
    func row(_ image: PairList.Image) -> Int { images.images[Self.key(image)].flatMap { rows[$0] } ?? 0 }
    let pairs = VerificationPairs(
      list.pairs.map { .init(first: row($0.first), second: row($0.second), isSame: $0.isSame) })
    let similarities = PairSimilarities(context, model.network)
    let scores = try similarities.measure(pairs, table)
    let whole = try Verification(scores: scores, isSame: pairs.isSame)
    var report = whole.report(
      score: PairSimilarities.name(model.network), threshold: model.description.threshold?.score)
    report.threshold = similarities.similarity(report.threshold)
    guard list.folds.count > 1 else { return report }
    let folded = try FoldedVerification(scores: scores, isSame: pairs.isSame, folds: list.folds)
    let thresholds = folded.thresholds.map(similarities.similarity)
    report.folds = zip(folded.accuracies, thresholds).map { .init(accuracy: Float($0), threshold: $1) }
    report.accuracy = Float(folded.accuracy)
    report.standardError = Float(folded.standardError)
    report.threshold = thresholds.reduce(0, +) / Float(thresholds.count)
    return report
  }
}

/// An error for images that a list of pairs names and the data doesn't have.
public struct PairImagesError: Error, Equatable, Sendable, CustomStringConvertible {
  let list: String
  let data: String
  let missing: [String]
  let count: Int
  let of: Int

  /// One line: what is missing, and how images must be named.
  public var description: String {
    "\(printable(list)): \(count) of its \(of) images not found or not readable in \(printable(data)) "
      + "(\(naming(missing.map(printable), of: count))); expected Name/Name_0001.jpg"
  }
}
