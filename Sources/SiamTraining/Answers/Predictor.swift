public import SiamData
internal import SiamFewShot
public import SiamMessages
internal import SiamNetworks
public import SiamTensors

/// Names the classes of pictures from a support set, by a trained model.
public final class Predictor {
  /// The names of the support set's classes.
  public let classes: [String]
  /// How queries are named.
  public let classifierName: ClassifierName
  private let context: ComputeContext
  private let model: TrainedModel
  private let support: [PictureFile]
  /// For each class its places in `support`.
  private let places: [[Int]]
  private let order: EvaluationOrder

  /// A predictor of a support set.
  ///
  /// Of the order its first classifier, `neighbours` and `variants` count; without a classifier the objective's own.
  public init(
    _ context: ComputeContext, _ model: TrainedModel, _ support: SupportFolder,
    _ order: EvaluationOrder = EvaluationOrder()
  ) {
    self.context = context
    self.model = model
    self.order = order
    classes = support.classes.map(\.name)
    classifierName = order.classifiers.first ?? model.network.usualClassifier
    var pictures: [PictureFile] = []
    places = support.classes.map { item in
      pictures += item.pictures
      return Array(pictures.count - item.pictures.count..<pictures.count)
    }
    self.support = pictures
  }

  /// Names each query; where `rejecting`, one less similar to its nearest class than the model's threshold is of none.
  ///
  /// Throws `FewShotError` for a classifier the model can't serve, `ModelError.noThreshold` where nothing can be
  /// rejected.
  public func predict(_ queries: [PictureFile], rejecting: Bool = false) throws -> [PredictionReport] {
    guard !queries.isEmpty else { return [] }
    let threshold = model.description.threshold?.similarity
    if rejecting && threshold == nil { throw ModelError.noThreshold(model.path) }
    let pictures = support + queries
    let embedder = try ImageEmbedder(context, model.network, most: pictures.count * order.variants)
    let table = try embedder.embed(pictures, variants: order.variants)
    let classifier = try model.network.classifier(classifierName, context, table, neighbours: order.neighbours)
    let episode = Episode(support: places, unlabelled: Array(support.count..<pictures.count))
    var scores: [Float] = []
    try classifier.score(episode, into: &scores)
    return queries.enumerated().map { number, query in
      let row = Array(scores[number * classes.count..<(number + 1) * classes.count])
      return report(query, row, classifier, rejectedBelow: rejecting ? threshold : nil)
    }
  }

  private func report(
    _ query: PictureFile, _ scores: [Float], _ classifier: any Classifier, rejectedBelow threshold: Float?
  ) -> PredictionReport {
    let similarities = classifier.similarities(scores) ?? scores
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    let (best, second) = (order[0], order[1])
    let winner = NearestMean.winner(scores, scores.indices)
    let isKnown = threshold.map { similarities[best] >= $0 } ?? true
    return PredictionReport(
      file: query.path, class: isKnown ? winner.map { classes[$0] } : nil, isUnknown: !isKnown,
      similarity: similarities[best], nearest: classes[best], runnerUp: classes[second],
      runnerUpSimilarity: similarities[second], classifier: classifier.name.rawValue)
  }
}

extension ImageEmbedder {
  /// Embeds pictures from files, all of the network's size.
  package func embed(_ pictures: [PictureFile], variants: Int = 1) throws(TensorError) -> EmbeddedImages {
    let all = TestTimeVariants(count: variants)
    return try embed(pictures.count, variants: all.count) { part, variant, pixels in
      PictureFile.pixels(of: Array(pictures[part]), variant: variant, of: all, into: &pixels)
    }
  }
}
