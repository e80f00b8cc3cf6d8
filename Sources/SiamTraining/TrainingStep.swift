import SiamInference
package import SiamData
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// A training step: forward pass, loss, backward pass and optimizer. It is planned once and run many times.
package final class TrainingStep {
  /// The network that is trained.
  package let network: Network
  /// The loss.
  package let objective: any BatchObjective
  /// The optimizer.
  package let optimizer: Adam
  private let context: ComputeContext
  private let recipe: Recipe
  private let labels: BatchLabels
  private let encoder: Encoder
  private let embeddings: EmbeddingBatch
  /// The last step's batch, which `embeddings` has; nil before the first step and while a step runs.
  private var last: (items: [BatchItem], step: Int, settings: TrainingSettings)?

  /// The number of bins of a histogram of squared distances, 0…4.
  package static let histogramBins = 80

  /// Plans a step for batches of `classes × images`.
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
  /// - Parameters:
  ///   - batch: the images and their classes.
  ///   - step: the index of the step, from 0, which seeds the mining.
  ///   - settings: the margin, miner and learning rate.
  /// - Returns: the step's report; the fields about time are 0.
  /// - Throws: `TrainingError.notFinite` if the loss or the gradient is NaN or infinite.
  package func run(_ batch: Batch, step: Int, _ settings: TrainingSettings) throws -> StepReport {
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

  /// Returns the triplets of the last step's batch, or nil before the first step.
  package func newestTriplets(_ dataset: Dataset) -> NewestTriplets? {
    guard let last else { return nil }
    let recipe = recipe.with(margin: last.settings.margin, miner: last.settings.miner)
    let builder = TripletReportBuilder(embeddings, labels, recipe, chosen: objective.triplets)
    let reports = builder.reports(embeddings, images: last.items.map(\.image))
    let triplets = zip(builder.entries, reports).map { entry, report in
      NamedTriplet(
        report: report, anchorClass: dataset.name(of: last.items[entry.triplet.anchor]),
        negativeClass: dataset.name(of: last.items[entry.triplet.negative]))
    }
    return NewestTriplets(
      step: last.step, margin: last.settings.margin, triplets: triplets, mined: builder.mined, gaps: builder.gaps)
  }

  private func report(
    _ outcome: ObjectiveOutcome, gradientNorm: Float, batch: Batch, step: Int, _ settings: TrainingSettings
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

/// An error that ends training.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The loss or the gradient is NaN or infinite.
  case notFinite(what: String, step: Int)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFinite(let what, let step):
      "the \(what) of step \(step + 1) is NaN or infinite; start a new run with a lower --learning-rate"
    }
  }
}
