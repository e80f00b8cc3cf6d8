import SiamRuns
import SiamData
package import SiamFewShot
package import SiamCore
import SiamNetworks
package import SiamTensors

/// Evaluates a trained model on unseen classes.
///
/// Each image is embedded once, with running statistics rather than a batch's. Ties count as wrong.
package final class ModelEvaluator {
  /// The unseen classes.
  package let classes: EvaluationClasses
  /// The settings of the evaluation.
  package let options: EvaluationOptions
  /// The time that embedding all images and their test-time variants took, in seconds.
  package let embeddingSeconds: Double
  private let context: ComputeContext
  private let model: TrainedModel
  private let table: EmbeddedImages
  /// The rows in `table` of each class; with quarter turns, of all classes once per rotation.
  private let rows: [[Int]]
  /// The rows of each class's support images, or nil if they are drawn from `rows`.
  private let support: [[Int]]?
  private let groups: [Int]?
  private let turns: [Int]

  /// The approximate number of images in the episodes that baselines are evaluated on.
  static let baselineImages = 2_400

  /// Embeds every image of `classes`, and prepares the evaluation.
  package init(
    _ context: ComputeContext, _ model: TrainedModel, _ classes: EvaluationClasses, _ options: EvaluationOptions
  ) throws {
    if options.isWithinGroup && classes.groups == nil {
      throw EvaluationClassesError.noGroups(data: classes.dataset.name)
    }
    self.context = context
    self.model = model
    self.classes = classes
    self.options = options
    let turns = options.quarterTurnClasses ? [0, 1, 2, 3] : [0]
    self.turns = turns
    let count = classes.images.count
    let started = TrainingClock.now
    let embedder = try ImageEmbedder(context, model.network, count: count * options.variants)
    var parts: [EmbeddedImages] = []
    for turn in turns {
      parts.append(
        try embedder.embed(classes.images, of: classes.dataset, variants: options.variants, turned: turn))
    }
    table = try .joined(parts)
    embeddingSeconds = TrainingClock.now - started
    func turned(_ rows: [[Int]]) -> [[Int]] {
      turns.indices.flatMap { index in rows.map { $0.map { $0 + index * count } } }
    }
    rows = turned(classes.rows)
    support = classes.support.map(turned)
    groups = options.isWithinGroup ? classes.groups.map { groups in turns.flatMap { _ in groups } } : nil
  }

  /// The classifiers to compare, the main one first.
  package var classifiers: [ClassifierName] {
    options.classifiers.isEmpty ? model.network.defaultClassifiers : options.classifiers
  }

  /// Returns the name of an episode's class by its label, with its rotation.
  package func name(_ label: Int) -> String {
    let turn = label / max(classes.classes.count, 1)
    return classes.name(label % max(classes.classes.count, 1)).turned(turn)
  }

  /// Replaces the class indices of an episode by the labels of this evaluation.
  package func relabelled(_ episode: Episode) -> Episode {
    let labels = Dictionary(uniqueKeysWithValues: classes.classes.enumerated().map { ($0.element.index, $0.offset) })
    var episode = episode
    episode.classes = episode.classes.compactMap { labels[$0] }
    return episode
  }

  /// Draws the episodes of a setting with the options' seed.
  package func episodes(_ setting: EpisodeSetting) throws(FewShotError) -> [Episode] {
    try EpisodeSampler(rows, setting: setting, queries: options.queries, support: support, withinGroups: groups)
      .episodes(options.episodes, seed: options.seed)
  }

  /// Evaluates every classifier on episodes of one setting.
  package func evaluate(
    _ setting: EpisodeSetting, _ episodes: [Episode]
  ) throws -> (report: EvaluationReport, confusions: Confusions) {
    let names = classifiers
    var found: [ClassifierAccuracy] = []
    var confusions = Confusions()
    for (index, name) in names.enumerated() {
      let classifier = try model.network.classifier(name, context, table, neighbours: options.neighbours)
      let accuracy =
        if index == 0 {
          try Accuracy.measure(classifier, episodes, confusions: &confusions)
        } else {
          try Accuracy.measure(classifier, episodes)
        }
      found.append(
        ClassifierAccuracy(classifier: name.rawValue, accuracy: accuracy.mean, interval95: accuracy.interval95))
    }
    let baseline = try baselines(names[0], episodes)
    var report = EvaluationReport(
      step: model.description.step, split: classes.split, way: setting.way, shot: setting.shot,
      episodes: episodes.count,
      queries: options.queries, classifier: found[0].classifier, accuracy: found[0].accuracy,
      interval95: found[0].interval95, chance: 1 / Float(setting.way), rawPixelAccuracy: baseline.rawPixels,
      untrainedAccuracy: baseline.untrained, classifiers: found, loss: nil)
    report.isSameClasses = classes.dataset.hasSameClasses
    return (report, confusions)
  }

  /// The accuracies of nearest neighbours by raw pixels and of the untrained encoder, on the first episodes.
  private func baselines(
    _ name: ClassifierName, _ episodes: [Episode]
  ) throws -> (rawPixels: Float, untrained: Float) {
    let drawing = episodes.first.map { $0.queryCount + $0.support.reduce(0) { $0 + $1.count } } ?? 1
    let first = episodes.prefix(max(1, Self.baselineImages / max(drawing, 1)))
    // Only the images that these episodes draw are embedded.
    let drawn = RowSelection(first.flatMap(\.rows))
    let untrained = try model.untrained()
    let embedder = try ImageEmbedder(context, untrained, count: drawn.rows.count)
    let (dataset, images) = (classes.dataset, classes.images)
    let count = images.count
    let features = try EmbeddingTable(rows: drawn.rows.count, dimension: model.network.encoder.dimension)
    var next = 0
    for (index, turn) in turns.enumerated() {
      let turned = drawn.rows.filter { $0 / count == index }.map { images[$0 % count] }
      try embedder.embed(turned, of: dataset, turned: turn, into: features, from: next)
      next += turned.count
    }
    let raw = try PixelNearestNeighbour(context, dataset, rows: turns.count * count) { [turns] row in
      (images[row % count], turned: turns[row / count])
    }
    let untrainedTable = EmbeddedImages(features: features, embeddings: try features.normalized())
    return (
      try Accuracy.measure(raw, Array(first)).mean,
      try Accuracy.measure(
        try untrained.classifier(name, context, untrainedTable, neighbours: options.neighbours),
        first.map(drawn.renumbered)
      ).mean
    )
  }

  /// Evaluates verification on `count` pairs of images of the same class and `count` of different classes, by the pair
  /// head's similarity or, without a pair head, by distance.
  package func verify(pairs count: Int) throws -> VerificationReport {
    let pairs = try VerificationPairs(rows, count: count, seed: options.seed)
    let similarities = PairSimilarities(context, model.network)
    let verification = try Verification(scores: try similarities.measure(pairs, table), isSame: pairs.isSame)
    var report = verification.report(
      score: PairSimilarities.name(model.network), threshold: model.description.threshold?.score)
    if classes.dataset.hasSameClasses { report.sameClasses = true }
    report.threshold = similarities.similarity(report.threshold)
    return report
  }
}
