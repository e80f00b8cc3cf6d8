package import SiamData
package import SiamMessages
package import SiamNetworks
package import SiamTensors

/// One step of training, planned once: forward, loss, backward, optimizer.
package final class TrainingStep {
  package let network: Network
  package let objective: any BatchObjective
  package let optimizer: Adam
  private let context: ComputeContext
  private let recipe: Recipe
  private let labels: BatchLabels
  private let encoder: Encoder
  private let embeddings: EmbeddingBatch
  /// Whose embeddings there are: the last step's, until the next one begins.
  private var last: (items: [BatchItem], step: Int, settings: Settings)?

  /// Bins of a distance histogram over 0…4.
  package static let histogramBins = 80

  /// What can be changed between two steps.
  package struct Settings: Codable, Equatable, Sendable {
    package var margin: Float
    package var miner: Miner
    package var learningRate: Float

    package init(margin: Float, miner: Miner, learningRate: Float) {
      self.margin = margin
      self.miner = miner
      self.learningRate = learningRate
    }
  }

  /// Plans a step of a recipe on batches of `classes × images`.
  package init(
    _ context: ComputeContext, recipe: Recipe, network: Network, classes: Int, images: Int
  ) throws(TensorError) {
    self.context = context
    self.recipe = recipe
    self.network = network
    labels = BatchLabels(classes: classes, images: images)
    let dimension = network.encoder.dimension
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters, batch: labels.count, mode: .training)
    embeddings = try EmbeddingBatch(context, count: labels.count, dimension: dimension)
    objective = try recipe.objective.planned(
      context, labels, dimension: dimension, parameters: network.parameters)
    optimizer = try Adam(network.parameters)
  }

  /// Trains on one batch.
  ///
  /// - Returns: what it did, but for the fields about time, which are 0.
  /// - Throws: `TrainingError.notFinite` before the parameters are touched.
  package func take(_ batch: Batch, step: Int, _ settings: Settings) throws -> StepReport {
    var generator = SeededGenerator(seed: recipe.seed, purpose: .mining, step: step)
    last = nil
    context.traced("copy pixels", "") { encoder.images.copy(from: batch.pixels) }
    try encoder.forward()
    try embeddings.measure(encoder.features)
    guard let gradients = encoder.featureGradients else { preconditionFailure("planned without gradients") }
    let recipe = recipe.with(margin: settings.margin, miner: settings.miner)
    let outcome = try context.traced("objective", recipe.objective.rawValue) { () throws(TensorError) in
      try objective.evaluate(embeddings, recipe, using: &generator)
    }
    try embeddings.backward(into: gradients)
    guard outcome.loss.isFinite else { throw TrainingError.notFinite(what: "loss", step: step) }
    try encoder.backward()
    let norm = context.traced("optimizer", "Adam") { optimizer.update(learningRate: settings.learningRate) }
    guard norm.isFinite else { throw TrainingError.notFinite(what: "gradient", step: step) }
    last = (batch.items, step + 1, settings)
    return context.traced("report", "") {
      report(outcome, gradientNorm: norm, batch: batch, step: step, settings)
    }
  }

  /// The triplets of the last step's batch, looked at when asked for; nil before the first step.
  package func newestTriplets(_ dataset: Dataset) -> NewestTriplets? {
    guard let last else { return nil }
    let recipe = recipe.with(margin: last.settings.margin, miner: last.settings.miner)
    let gallery = TripletGallery(embeddings, labels, recipe, chosen: objective.triplets)
    let reports = gallery.reports(embeddings, images: last.items.map(\.image))
    let triplets = zip(gallery.entries, reports).map { entry, report in
      NamedTriplet(
        report: report, anchorClass: dataset.name(of: last.items[entry.triplet.anchor]),
        negativeClass: dataset.name(of: last.items[entry.triplet.negative]))
    }
    return NewestTriplets(
      step: last.step, margin: last.settings.margin, triplets: triplets, mined: gallery.mined, gaps: gallery.gaps)
  }

  private func report(
    _ outcome: ObjectiveOutcome, gradientNorm: Float, batch: Batch, step: Int, _ settings: Settings
  ) -> StepReport {
    let shape = embeddings.shape()
    let histograms = embeddings.histograms(labels, bins: Self.histogramBins)
    let worst = outcome.costliest.reports(embeddings, images: batch.items.map(\.image))
    return StepReport(
      step: step + 1, loss: outcome.loss, positiveDistance: outcome.positiveDistance,
      negativeDistance: outcome.negativeDistance, activeShare: outcome.activeShare,
      learningRate: settings.learningRate, margin: settings.margin, mined: outcome.mined, gradientNorm: gradientNorm,
      effectiveRank: shape.effectiveRank, spread: shape.spread, positiveHistogram: histograms.positive,
      negativeHistogram: histograms.negative, triplets: worst, imagesPerSecond: 0, seconds: 0)
  }
}

/// Why training can't go on.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Not a number, or infinity.
  case notFinite(what: String, step: Int)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFinite(let what, let step):
      "the \(what) of step \(step + 1) is not a finite number; the last checkpoint is kept: "
        + "start again with a lower --learning-rate"
    }
  }
}
