package import SiamData
internal import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Examines held-out classes: running statistics, never the batch's; the same seeded episodes each time; and beside
/// each figure chance, raw pixels and the encoder before its first step.
///
/// It works on a copy of the parameters and running statistics. Each image is embedded once an examination.
package final class HeldOutExamination {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let untrained: Network
  private let images: [ImageID]
  /// For each held-out class its rows among `images`.
  private let rows: [[Int]]
  private let samplers: [EpisodeSampler]
  /// By the number of episodes; a baseline a setting.
  private var baselines: [Int: [Baseline]] = [:]
  private var plan: Plan?

  /// What the held-out classes are called in reports.
  private static let side = "validation"

  private struct Baseline {
    var rawPixels: Float
    var untrained: Float
  }

  /// What the first examination makes and later ones use again.
  private struct Plan {
    /// The copy that is examined.
    var network: Network
    var embedder: ImageEmbedder
    var features: EmbeddingTable
    var heldOutLoss: HeldOutLoss
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
    let held = ClassRows(dataset.validation, of: dataset)
    images = held.images
    rows = held.rows
    samplers = try recipe.episodeSamplers(dataset)
  }

  private func planned() throws -> Plan {
    if let plan { return plan }
    let network = try untrained.copy()
    let plan = Plan(
      network: network,
      embedder: try ImageEmbedder(context, network, most: images.count),
      features: try EmbeddingTable(rows: images.count, dimension: network.encoder.dimension),
      heldOutLoss: try HeldOutLoss(context, recipe: recipe, dataset: dataset, images: images, network: network))
    self.plan = plan
    return plan
  }

  /// Examines a network as it is now, in every setting; the run's last examination has more episodes.
  ///
  /// - Returns: the reports, and the similarity that tells pairs of held-out images best.
  package func examine(
    _ network: Network, step: Int, margin: Float, miner: Miner, isLast: Bool
  ) throws -> (reports: [EvaluationReport], threshold: SimilarityThreshold?) {
    let count = isLast ? recipe.evaluation.finalEpisodes : recipe.evaluation.episodes
    let plan = try planned()
    let episodes = samplers.map { $0.episodes(count, seed: recipe.seed) }
    // The baselines come first: they use the copy too.
    let before = try baselines(episodes, count, plan)
    let table = try embed(network, plan)
    let loss = try plan.heldOutLoss.measure(plan.features, margin: margin, miner: miner)
    let similarities = PairSimilarities(context, plan.network)
    let verification = try similarities.verification(rows, table, seed: recipe.seed)
    let reports = try samplers.indices.map { index in
      let (setting, queries) = (samplers[index].setting, samplers[index].queries)
      let found = try accuracies(episodes[index], table, plan)
      return EvaluationReport(
        step: step, split: Self.side, way: setting.way, shot: setting.shot, episodes: count, queries: queries,
        classifier: found[0].classifier, accuracy: found[0].accuracy, interval95: found[0].interval95,
        chance: 1 / Float(setting.way), rawPixelAccuracy: before[index].rawPixels,
        untrainedAccuracy: before[index].untrained, classifiers: found, loss: loss,
        auc: verification.map { Float($0.areaUnderCurve) }, eer: verification.map { Float($0.equalErrorRate) })
    }
    return (reports, verification.map { similarities.threshold($0, chosenOn: Self.side) })
  }

  /// Copies a network's numbers and embeds every held-out image with them.
  private func embed(_ network: Network, _ plan: Plan) throws -> EmbeddedImages {
    plan.network.take(network)
    try plan.embedder.embed(images, of: dataset, into: plan.features)
    return EmbeddedImages(features: plan.features, embeddings: try plan.features.normalized())
  }

  /// The similarity that tells pairs of held-out images best, by a network as it is now.
  package func threshold(_ network: Network) throws -> SimilarityThreshold? {
    let plan = try planned()
    return try PairSimilarities(context, plan.network)
      .threshold(rows, try embed(network, plan), chosenOn: Self.side, seed: recipe.seed)
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

  /// What raw pixels and the untrained network get on the same episodes, setting by setting; measured once.
  private func baselines(_ episodes: [[Episode]], _ count: Int, _ plan: Plan) throws -> [Baseline] {
    if let known = baselines[count] { return known }
    let raw = PixelNeighbours(context, dataset) { [images] row in (images[row], turned: 0) }
    let table = try embed(untrained, plan)
    let found = try episodes.map { episodes in
      Baseline(
        rawPixels: try Accuracy.measure(raw, episodes).mean,
        untrained: try accuracies(episodes, table, plan)[0].accuracy)
    }
    baselines[count] = found
    return found
  }
}
