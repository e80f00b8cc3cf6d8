internal import SiamData
package import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Examines a trained model on classes it has never seen: running statistics, never a batch's; each image embedded
/// once; ties are wrong.
package final class ModelExamination {
  package let classes: TestClasses
  package let order: EvaluationOrder
  /// It took to embed every image, variants included.
  package let embeddingSeconds: Double
  private let context: ComputeContext
  private let model: TrainedModel
  private let table: EmbeddedImages
  /// For each class its rows in `table`; with quarter turns, all classes once for each turn.
  private let rows: [[Int]]
  private let groups: [Int]?
  private let turns: [Int]

  /// What baselines are measured on: as many of the first episodes as draw about this many images.
  static let baselineImages = 2_400

  /// Embeds every image of `classes`.
  package init(
    _ context: ComputeContext, _ model: TrainedModel, _ classes: TestClasses, _ order: EvaluationOrder
  ) throws {
    if order.isWithinGroup && classes.groups == nil { throw TestClassesError.noGroups(data: classes.dataset.name) }
    self.context = context
    self.model = model
    self.classes = classes
    self.order = order
    let turns = order.quarterTurnClasses ? [0, 1, 2, 3] : [0]
    self.turns = turns
    let count = classes.images.count
    let started = TrainingClock.now
    let embedder = try ImageEmbedder(context, model.network, most: count * order.variants)
    var parts: [EmbeddedImages] = []
    for turn in turns {
      parts.append(
        try embedder.embed(classes.images, of: classes.dataset, variants: order.variants, turned: turn))
    }
    table = try .joined(parts)
    embeddingSeconds = TrainingClock.now - started
    rows = turns.indices.flatMap { place in classes.rows.map { $0.map { $0 + place * count } } }
    groups = order.isWithinGroup ? classes.groups.map { groups in turns.flatMap { _ in groups } } : nil
  }

  /// The classifiers that are compared, the one to be reported first.
  package var classifiers: [ClassifierName] {
    order.classifiers.isEmpty ? model.network.usualClassifiers : order.classifiers
  }

  /// The name of a class of an episode, with the quarters it is turned by.
  package func name(_ label: Int) -> String {
    let turn = label / max(classes.classes.count, 1)
    return classes.name(label % max(classes.classes.count, 1)).turned(turn)
  }

  /// An episode whose classes are a dataset's, with the labels that `name` knows.
  package func relabelled(_ episode: Episode) -> Episode {
    let places = Dictionary(uniqueKeysWithValues: classes.classes.enumerated().map { ($0.element.index, $0.offset) })
    var episode = episode
    episode.classes = episode.classes.compactMap { places[$0] }
    return episode
  }

  /// The episodes of a setting, by the order's seed.
  package func episodes(_ setting: EpisodeSetting) throws(FewShotError) -> [Episode] {
    try EpisodeSampler(rows, setting: setting, queries: order.queries, withinGroups: groups)
      .episodes(order.episodes, seed: order.seed)
  }

  /// Names the queries of some episodes of one setting by every classifier.
  package func evaluate(
    _ setting: EpisodeSetting, _ episodes: [Episode]
  ) throws -> (report: EvaluationReport, confusions: Confusions) {
    let names = classifiers
    var found: [ClassifierAccuracy] = []
    var confusions = Confusions()
    for (place, name) in names.enumerated() {
      let classifier = try model.network.classifier(name, context, table, neighbours: order.neighbours)
      let accuracy =
        if place == 0 {
          try Accuracy.measure(classifier, episodes, confusions: &confusions)
        } else {
          try Accuracy.measure(classifier, episodes)
        }
      found.append(
        ClassifierAccuracy(classifier: name.rawValue, accuracy: accuracy.mean, interval95: accuracy.interval95))
    }
    let baseline = try baselines(names[0], episodes)
    let report = EvaluationReport(
      step: model.description.step, split: classes.split, way: setting.way, shot: setting.shot,
      episodes: episodes.count,
      queries: order.queries, classifier: found[0].classifier, accuracy: found[0].accuracy,
      interval95: found[0].interval95, chance: 1 / Float(setting.way), rawPixelAccuracy: baseline.rawPixels,
      untrainedAccuracy: baseline.untrained, classifiers: found, loss: nil)
    return (report, confusions)
  }

  /// What the nearest neighbour by raw pixels and the encoder before its first step get, on the first episodes.
  private func baselines(
    _ name: ClassifierName, _ episodes: [Episode]
  ) throws -> (rawPixels: Float, untrained: Float) {
    let drawing = episodes.first.map { $0.queryCount + $0.support.reduce(0) { $0 + $1.count } } ?? 1
    let first = episodes.prefix(max(1, Self.baselineImages / max(drawing, 1)))
    // Only what these episodes draw, in rows of their own.
    let drawn = RowSelection(first.flatMap(\.drawn))
    let untrained = try model.untrained()
    let embedder = try ImageEmbedder(context, untrained, most: drawn.rows.count)
    let (dataset, images) = (classes.dataset, classes.images)
    let count = images.count
    let features = try EmbeddingTable(rows: drawn.rows.count, dimension: model.network.encoder.dimension)
    var next = 0
    for (place, turn) in turns.enumerated() {
      let turned = drawn.rows.filter { $0 / count == place }.map { images[$0 % count] }
      try embedder.embed(turned, of: dataset, turned: turn, into: features, from: next)
      next += turned.count
    }
    let raw = try PixelNeighbours(context, dataset, rows: turns.count * count) { [turns] row in
      (images[row % count], turned: turns[row / count])
    }
    let blind = EmbeddedImages(features: features, embeddings: try features.normalized())
    return (
      try Accuracy.measure(raw, Array(first)).mean,
      try Accuracy.measure(
        try untrained.classifier(name, context, blind, neighbours: order.neighbours), first.map(drawn.moved)
      ).mean
    )
  }

  /// Tells pairs of one unseen class from pairs of two, `count` of each, by the pair head where the model has one, else
  /// by distance.
  package func verify(pairs count: Int) throws -> VerificationReport {
    let pairs = try VerificationPairs(rows, count: count, seed: order.seed)
    let similarities = PairSimilarities(context, model.network)
    let verification = try Verification(scores: try similarities.measure(pairs, table), isSame: pairs.isSame)
    var report = verification.report(
      score: PairSimilarities.name(model.network), threshold: model.description.threshold?.score)
    report.threshold = similarities.similarity(report.threshold)
    return report
  }
}
