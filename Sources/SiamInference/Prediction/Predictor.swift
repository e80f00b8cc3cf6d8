import SiamRuns
public import SiamData
import SiamFewShot
public import SiamCore
import SiamNetworks
public import SiamTensors

/// Classifies images by a support set with a trained model.
public final class Predictor {
  /// The names of the support set's classes.
  public let classes: [String]
  /// The classifier.
  public let classifierName: ClassifierName
  private let context: ComputeContext
  private let model: TrainedModel
  private let support: [ImageFile]
  /// The indices in `support` of each class.
  private let rows: [[Int]]
  private let options: EvaluationOptions

  /// Makes a predictor with a support set.
  ///
  /// Only `classifiers.first` (default: the objective's classifier), `neighbours` and `variants` of the options are
  /// used.
  public init(
    _ context: ComputeContext, _ model: TrainedModel, _ support: SupportFolder,
    _ options: EvaluationOptions = EvaluationOptions()
  ) {
    self.context = context
    self.model = model
    self.options = options
    classes = support.classes.map(\.name)
    classifierName = options.classifiers.first ?? model.network.defaultClassifier
    var images: [ImageFile] = []
    rows = support.classes.map { item in
      images += item.images
      return Array(images.count - item.images.count..<images.count)
    }
    self.support = images
  }

  /// Classifies queries.
  ///
  /// - Parameters:
  ///   - queries: the images to classify.
  ///   - rejecting: whether a query is unknown if its similarity to the nearest class is below the model's threshold.
  /// - Returns: a report per query, in the order of `queries`.
  /// - Throws: `FewShotError` if the classifier doesn't fit the model; `ModelError.noThreshold` if `rejecting` and the
  ///   model has no threshold.
  public func predict(_ queries: [ImageFile], rejecting: Bool = false) throws -> [PredictionReport] {
    guard !queries.isEmpty else { return [] }
    let threshold = model.description.threshold?.similarity
    if rejecting && threshold == nil { throw ModelError.noThreshold(model.path) }
    let images = support + queries
    let embedder = try ImageEmbedder(context, model.network, count: images.count * options.variants)
    let table = try embedder.embed(images, variants: options.variants)
    let classifier = try model.network.classifier(classifierName, context, table, neighbours: options.neighbours)
    let episode = Episode(support: rows, unlabelled: Array(support.count..<images.count))
    var scores: [Float] = []
    try classifier.score(episode, into: &scores)
    return queries.enumerated().map { index, query in
      let row = Array(scores[index * classes.count..<(index + 1) * classes.count])
      return report(query, row, classifier, rejectedBelow: rejecting ? threshold : nil)
    }
  }

  private func report(
    _ query: ImageFile, _ scores: [Float], _ classifier: any Classifier, rejectedBelow threshold: Float?
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
  /// Embeds image files, which must have the network's image size.
  package func embed(_ images: [ImageFile], variants: Int = 1) throws(TensorError) -> EmbeddedImages {
    let all = TestTimeVariants(count: variants)
    return try embed(images.count, variants: all.count) { part, variant, pixels in
      ImageFile.pixels(of: Array(images[part]), variant: variant, of: all, into: &pixels)
    }
  }
}
