import SiamInference
package import SiamData
import SiamFewShot
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// Evaluates a network in training on the validation classes, with chance, raw pixels and the untrained encoder as
/// baselines.
///
/// Every evaluation uses the same seeded episodes, running statistics rather than a batch's, and a copy of the network.
/// Only the images that episodes, pairs or the loss need are embedded, each one once per evaluation.
package final class ValidationEvaluator {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let untrained: Network
  private let validation: ClassRows
  private let samplers: [EpisodeSampler]
  /// The plan for the number of episodes in the last evaluation.
  private var plan: Plan?

  /// The name of the split in reports.
  private static let split = "validation"

  private struct Baseline {
    var rawPixels: Float
    var untrained: Float
  }

  /// The parts of an evaluation that depend only on the number of episodes. Rows are indices in `images`.
  private struct Plan {
    /// The number of episodes per setting.
    var count: Int
    /// The images to embed.
    var images: [ImageID]
    /// The episodes of each setting.
    var episodes: [[Episode]]
    /// The pairs for verification, or nil if there are too few images.
    var pairs: VerificationPairs?
    /// Computes the validation loss, or nil if there are too few images.
    var loss: ValidationLoss?
    /// The rows of the loss's batch.
    var lossRows: [Int]
    /// The copy of the network that is evaluated.
    var network: Network
    /// Embeds images with the copy.
    var embedder: ImageEmbedder
    /// The features of all images.
    var features: EmbeddingTable
    /// The baselines of each setting, or nil before the first evaluation.
    var baselines: [Baseline]?
  }

  /// Makes an evaluator with an untrained network, or nil if the dataset has no validation classes.
  ///
  /// - Throws: `FewShotError` if a setting needs more validation classes than there are.
  package init?(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    guard !dataset.validation.isEmpty else { return nil }
    self.context = context
    self.recipe = recipe
    self.dataset = dataset
    untrained = try network.copy()
    validation = ClassRows(evaluating: dataset.validation, of: dataset)
    samplers = try recipe.episodeSamplers(dataset)
  }

  private func planned(_ count: Int) throws -> Plan {
    if let plan, plan.count == count { return plan }
    let network = try untrained.copy()
    let episodes = samplers.map { $0.episodes(count, seed: recipe.seed) }
    let pairs = try PairSimilarities.pairs(validation.rows, seed: recipe.seed)
    let loss = try ValidationLoss(context, recipe: recipe, dataset: dataset, network: network)
    let rows = Dictionary(uniqueKeysWithValues: validation.images.enumerated().map { ($0.element, $0.offset) })
    let lossRows = loss?.images.compactMap { rows[$0] } ?? []
    let used = RowSelection(episodes.joined().flatMap(\.rows) + (pairs?.rows ?? []) + lossRows)
    let plan = Plan(
      count: count, images: used.rows.map { validation.images[$0] }, episodes: episodes.map { $0.map(used.renumbered) },
      pairs: pairs.map(used.renumbered), loss: loss, lossRows: used.renumbered(lossRows), network: network,
      embedder: try ImageEmbedder(context, network, count: used.rows.count),
      features: try EmbeddingTable(rows: used.rows.count, dimension: network.encoder.dimension))
    self.plan = plan
    return plan
  }

  /// Evaluates a network in every setting. The last evaluation of a run has more episodes.
  ///
  /// - Returns: a report per setting, and the most accurate similarity threshold for pairs of validation images.
  package func evaluate(
    _ network: Network, step: Int, margin: Float, miner: Miner, isLast: Bool
  ) throws -> (reports: [EvaluationReport], threshold: SimilarityThreshold?) {
    let plan = try planned(isLast ? recipe.evaluation.finalEpisodes : recipe.evaluation.episodes)
    // The baselines come first, because they overwrite the copy.
    let baselines = try plan.baselines ?? baselines(plan)
    self.plan?.baselines = baselines
    let table = try embed(network, plan)
    let loss = try plan.loss?.measure(plan.features, rows: plan.lossRows, margin: margin, miner: miner)
    let similarities = PairSimilarities(context, plan.network)
    let verification = try plan.pairs.map { try similarities.verification($0, table) }
    let reports = try samplers.indices.map { index in
      let (setting, queries, before) = (samplers[index].setting, samplers[index].queries, baselines[index])
      let found = try accuracies(plan.episodes[index], table, plan)
      var report = EvaluationReport(
        step: step, split: Self.split, way: setting.way, shot: setting.shot, episodes: plan.count, queries: queries,
        classifier: found[0].classifier, accuracy: found[0].accuracy, interval95: found[0].interval95,
        chance: 1 / Float(setting.way), rawPixelAccuracy: before.rawPixels,
        untrainedAccuracy: before.untrained, classifiers: found, loss: loss,
        auc: verification.map { Float($0.areaUnderCurve) }, eer: verification.map { Float($0.equalErrorRate) })
      report.isSameClasses = dataset.hasSameClasses
      return report
    }
    return (reports, verification.map { similarities.threshold($0, chosenOn: Self.split) })
  }

  /// Copies a network's weights and embeds the plan's images with them.
  private func embed(_ network: Network, _ plan: Plan) throws -> EmbeddedImages {
    plan.network.copyValues(from: network)
    try plan.embedder.embed(plan.images, of: dataset, into: plan.features)
    return EmbeddedImages(features: plan.features, embeddings: try plan.features.normalized())
  }

  /// Returns the most accurate similarity threshold for pairs of validation images, or nil if there are too few.
  package func threshold(_ network: Network) throws -> SimilarityThreshold? {
    let plan = try plan ?? planned(recipe.evaluation.episodes)
    guard let pairs = plan.pairs else { return nil }
    let similarities = PairSimilarities(context, plan.network)
    return similarities.threshold(
      try similarities.verification(pairs, try embed(network, plan)), chosenOn: Self.split)
  }

  /// Returns the accuracy of each classifier, the objective's default first.
  private func accuracies(
    _ episodes: [Episode], _ table: EmbeddedImages, _ plan: Plan
  ) throws -> [ClassifierAccuracy] {
    try plan.network.defaultClassifiers.map { name in
      let accuracy = try Accuracy.measure(try plan.network.classifier(name, context, table), episodes)
      return ClassifierAccuracy(
        classifier: name.rawValue, accuracy: accuracy.mean, interval95: accuracy.interval95)
    }
  }

  /// Returns the accuracies of raw pixels and the untrained network on the same episodes, by setting.
  private func baselines(_ plan: Plan) throws -> [Baseline] {
    let raw = try PixelNearestNeighbour(context, dataset, rows: plan.images.count) { row in
      (plan.images[row], turned: 0)
    }
    let table = try embed(untrained, plan)
    return try plan.episodes.map { episodes in
      Baseline(
        rawPixels: try Accuracy.measure(raw, episodes).mean,
        untrained: try accuracies(episodes, table, plan)[0].accuracy)
    }
  }
}
