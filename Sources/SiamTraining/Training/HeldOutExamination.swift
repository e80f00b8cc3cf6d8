package import SiamData
internal import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Examines held-out classes: running statistics, never the batch's; the same seeded episodes each time; and beside
/// each figure chance, raw pixels and the encoder before its first step.
///
/// It works on a copy of the parameters and running statistics. Each image that episodes, pairs or the loss look at is
/// embedded once an examination, and no other: of a large set, most are not.
package final class HeldOutExamination {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let untrained: Network
  private let held: ClassRows
  private let samplers: [EpisodeSampler]
  /// Of as many episodes as were drawn last.
  private var plan: Plan?

  /// What the held-out classes are called in reports.
  private static let side = "validation"

  private struct Baseline {
    var rawPixels: Float
    var untrained: Float
  }

  /// What the first examination of so many episodes makes and later ones use again. Rows are those of `images`.
  private struct Plan {
    /// Of each setting.
    var count: Int
    /// What is looked at.
    var images: [ImageID]
    /// By setting.
    var episodes: [[Episode]]
    /// Nil where held-out classes make none.
    var pairs: VerificationPairs?
    var loss: HeldOutLoss
    /// The loss's batch.
    var lossRows: [Int]
    /// The copy that is examined.
    var network: Network
    var embedder: ImageEmbedder
    var features: EmbeddingTable
    /// By setting; nil until something is examined.
    var baselines: [Baseline]?
  }

  /// An examination of a dataset's held-out classes, by a network before its first step; nil where none are held out.
  ///
  /// Throws `FewShotError` where a setting asks for more classes than there are.
  package init?(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    guard !dataset.validation.isEmpty else { return nil }
    self.context = context
    self.recipe = recipe
    self.dataset = dataset
    untrained = try network.copy()
    held = ClassRows(dataset.validation, of: dataset)
    samplers = try recipe.episodeSamplers(dataset)
  }

  private func planned(_ count: Int) throws -> Plan {
    if let plan, plan.count == count { return plan }
    let network = try untrained.copy()
    let episodes = samplers.map { $0.episodes(count, seed: recipe.seed) }
    let pairs = PairSimilarities.pairs(held.rows, seed: recipe.seed)
    let loss = try HeldOutLoss(context, recipe: recipe, dataset: dataset, network: network)
    let rows = Dictionary(uniqueKeysWithValues: held.images.enumerated().map { ($0.element, $0.offset) })
    let lossRows = loss.images.compactMap { rows[$0] }
    let looked = RowSelection(episodes.joined().flatMap(\.drawn) + (pairs?.drawn ?? []) + lossRows)
    let plan = Plan(
      count: count, images: looked.rows.map { held.images[$0] }, episodes: episodes.map { $0.map(looked.moved) },
      pairs: pairs.map(looked.moved), loss: loss, lossRows: looked.moved(lossRows), network: network,
      embedder: try ImageEmbedder(context, network, most: looked.rows.count),
      features: try EmbeddingTable(rows: looked.rows.count, dimension: network.encoder.dimension))
    self.plan = plan
    return plan
  }

  /// Examines a network as it is now, in every setting; the run's last examination has more episodes.
  ///
  /// - Returns: the reports, and the similarity that tells pairs of held-out images best.
  package func examine(
    _ network: Network, step: Int, margin: Float, miner: Miner, isLast: Bool
  ) throws -> (reports: [EvaluationReport], threshold: SimilarityThreshold?) {
    let plan = try planned(isLast ? recipe.evaluation.finalEpisodes : recipe.evaluation.episodes)
    // The baselines come first: they use the copy too.
    let baselines = try plan.baselines ?? baselines(plan)
    self.plan?.baselines = baselines
    let table = try embed(network, plan)
    let loss = try plan.loss.measure(plan.features, rows: plan.lossRows, margin: margin, miner: miner)
    let similarities = PairSimilarities(context, plan.network)
    let verification = try plan.pairs.map { try similarities.verification($0, table) }
    let reports = try samplers.indices.map { index in
      let (setting, queries, before) = (samplers[index].setting, samplers[index].queries, baselines[index])
      let found = try accuracies(plan.episodes[index], table, plan)
      return EvaluationReport(
        step: step, split: Self.side, way: setting.way, shot: setting.shot, episodes: plan.count, queries: queries,
        classifier: found[0].classifier, accuracy: found[0].accuracy, interval95: found[0].interval95,
        chance: 1 / Float(setting.way), rawPixelAccuracy: before.rawPixels,
        untrainedAccuracy: before.untrained, classifiers: found, loss: loss,
        auc: verification.map { Float($0.areaUnderCurve) }, eer: verification.map { Float($0.equalErrorRate) })
    }
    return (reports, verification.map { similarities.threshold($0, chosenOn: Self.side) })
  }

  /// Copies a network's numbers and embeds every image that is looked at with them.
  private func embed(_ network: Network, _ plan: Plan) throws -> EmbeddedImages {
    plan.network.take(network)
    try plan.embedder.embed(plan.images, of: dataset, into: plan.features)
    return EmbeddedImages(features: plan.features, embeddings: try plan.features.normalized())
  }

  /// The similarity that tells pairs of held-out images best, by a network as it is now.
  package func threshold(_ network: Network) throws -> SimilarityThreshold? {
    let plan = try plan ?? planned(recipe.evaluation.episodes)
    guard let pairs = plan.pairs else { return nil }
    let similarities = PairSimilarities(context, plan.network)
    return similarities.threshold(
      try similarities.verification(pairs, try embed(network, plan)), chosenOn: Self.side)
  }

  /// Every classifier's accuracy, the objective's own first.
  private func accuracies(
    _ episodes: [Episode], _ table: EmbeddedImages, _ plan: Plan
  ) throws -> [ClassifierAccuracy] {
    try plan.network.usualClassifiers.map { name in
      let accuracy = try Accuracy.measure(try plan.network.classifier(name, context, table), episodes)
      return ClassifierAccuracy(
        classifier: name.rawValue, accuracy: accuracy.mean, interval95: accuracy.interval95)
    }
  }

  /// What raw pixels and the untrained network get on the same episodes, setting by setting.
  private func baselines(_ plan: Plan) throws -> [Baseline] {
    let raw = try PixelNeighbours(context, dataset, rows: plan.images.count) { row in (plan.images[row], turned: 0) }
    let table = try embed(untrained, plan)
    return try plan.episodes.map { episodes in
      Baseline(
        rawPixels: try Accuracy.measure(raw, episodes).mean,
        untrained: try accuracies(episodes, table, plan)[0].accuracy)
    }
  }
}
