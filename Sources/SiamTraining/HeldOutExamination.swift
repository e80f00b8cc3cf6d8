package import SiamData
internal import SiamFewShot
package import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// Examines held-out classes with a copy of nothing: running statistics, never the batch's; the same seeded episodes
/// each time; and beside each figure chance, raw pixels and the encoder before its first step.
///
/// Each image is embedded once an examination.
package final class HeldOutExamination {
  private let context: ComputeContext
  private let recipe: Recipe
  private let dataset: Dataset
  private let network: Network
  private let untrained: Network
  private let images: [ImageID]
  private let samplers: [EpisodeSampler]
  private let encoder: Encoder
  private let untrainedEncoder: Encoder
  private let features: EmbeddingTable
  private let heldOutLoss: HeldOutLoss
  private var pixels: [Float] = []
  private var baselines: [Baseline: (rawPixels: Float, untrained: Float)] = [:]

  private struct Baseline: Hashable {
    var setting: EpisodeSetting
    var episodes: Int
  }

  /// Images in a pass.
  static let chunk = 256

  /// Plans the examination of a dataset's held-out classes; nil where none are held out.
  ///
  /// - Throws: `FewShotError` where a setting asks for more classes than there are.
  package init?(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    guard !dataset.validation.isEmpty else { return nil }
    self.context = context
    self.recipe = recipe
    self.dataset = dataset
    self.network = network
    untrained = try network.copy()
    var images: [ImageID] = []
    let classes = dataset.validation.map { id in
      let members = dataset.images(of: id)
      defer { images += members }
      return Array(images.count..<images.count + members.count)
    }
    self.images = images
    samplers = try recipe.evaluation.settings.map {
      try EpisodeSampler(classes, setting: $0, queries: recipe.evaluation.queries)
    }
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters, batch: Self.chunk, mode: .inference)
    untrainedEncoder = try Encoder(
      context, network.encoder, parameters: untrained.parameters, batch: Self.chunk, mode: .inference)
    features = try EmbeddingTable(rows: images.count, dimension: network.encoder.dimension)
    heldOutLoss = try HeldOutLoss(context, recipe: recipe, dataset: dataset, network: network)
  }

  /// Examines every setting.
  ///
  /// - Parameter isLast: the run's last examination, with more episodes.
  package func examine(step: Int, margin: Float, miner: Miner, isLast: Bool) throws -> [EvaluationReport] {
    let count = isLast ? recipe.evaluation.finalEpisodes : recipe.evaluation.episodes
    try embed(with: encoder, into: features)
    let embeddings = try features.normalized()
    let loss = try heldOutLoss.measure(margin: margin, miner: miner)
    return try samplers.map { sampler in
      let episodes = sampler.episodes(count, seed: recipe.seed)
      let found = try accuracies(sampler, episodes, features: features, embeddings: embeddings, network: network)
      let baseline = try baseline(sampler, episodes)
      let main = found[0]
      return EvaluationReport(
        step: step, split: "validation", way: sampler.setting.way, shot: sampler.setting.shot, episodes: count,
        queries: sampler.queries, classifier: main.classifier, accuracy: main.accuracy, interval95: main.interval95,
        chance: 1 / Float(sampler.setting.way), rawPixelAccuracy: baseline.rawPixels,
        untrainedAccuracy: baseline.untrained, classifiers: found, loss: loss)
    }
  }

  private func embed(with encoder: Encoder, into table: EmbeddingTable) throws {
    let dimension = table.dimension
    for start in stride(from: 0, to: images.count, by: Self.chunk) {
      let part = Array(images[start..<min(start + Self.chunk, images.count)])
      dataset.pixels(of: part, into: &pixels)
      encoder.images.copy(from: pixels)
      try encoder.forward()
      table.values.slice(start * dimension..<(start + part.count) * dimension)
        .copy(from: encoder.features.slice(0..<part.count * dimension))
    }
  }

  /// Every classifier's accuracy, the objective's own first.
  private func accuracies(
    _ sampler: EpisodeSampler, _ episodes: [Episode], features: EmbeddingTable, embeddings: EmbeddingTable,
    network: Network
  ) throws -> [ClassifierAccuracy] {
    let (setting, queries) = (sampler.setting, sampler.queries)
    var classifiers: [any Classifier] = [
      try NearestMean(context, embeddings, setting, queries: queries),
      try NearestNeighbour(context, embeddings, setting, queries: queries),
    ]
    if network.hasPairHead {
      let pair = try PairSimilarity(context, features, setting, queries: queries, parameters: network.parameters)
      classifiers.insert(pair, at: 0)
    }
    return try classifiers.map { classifier in
      let accuracy = try Accuracy.measure(classifier, episodes)
      return ClassifierAccuracy(
        classifier: classifier.name, accuracy: accuracy.mean, interval95: accuracy.interval95)
    }
  }

  /// What raw pixels and the untrained network get on the same episodes; measured once.
  private func baseline(_ sampler: EpisodeSampler, _ episodes: [Episode]) throws -> (
    rawPixels: Float, untrained: Float
  ) {
    let key = Baseline(setting: sampler.setting, episodes: episodes.count)
    if let known = baselines[key] { return known }
    let raw = try EmbeddingTable(rows: images.count, dimension: dataset.height * dataset.width)
    dataset.pixels(of: images, into: &pixels)
    raw.values.copy(from: pixels)
    let nearest = try NearestNeighbour(context, raw, sampler.setting, queries: sampler.queries)
    let rawPixels = try Accuracy.measure(nearest, episodes).mean
    let features = try EmbeddingTable(rows: images.count, dimension: network.encoder.dimension)
    try embed(with: untrainedEncoder, into: features)
    let before = try accuracies(
      sampler, episodes, features: features, embeddings: try features.normalized(), network: untrained)
    let found = (rawPixels: rawPixels, untrained: before[0].accuracy)
    baselines[key] = found
    return found
  }
}

/// The objective's loss on one seeded batch of held-out classes.
final class HeldOutLoss {
  private let recipe: Recipe
  private let encoder: Encoder
  private let embeddings: EmbeddingBatch
  private let triplets: TripletObjective
  private let pairs: PairObjective?

  init(_ context: ComputeContext, recipe: Recipe, dataset: Dataset, network: Network) throws {
    let maker = BatchMaker(dataset: dataset, recipe: recipe, side: .validation)
    let labels = BatchLabels(classes: maker.sampler.batchClasses, images: maker.sampler.batchImages)
    self.recipe = recipe
    encoder = try Encoder(
      context, network.encoder, parameters: network.parameters, batch: labels.count, mode: .inference)
    embeddings = try EmbeddingBatch(context, count: labels.count, dimension: network.encoder.dimension)
    triplets = TripletObjective(labels)
    pairs =
      network.hasPairHead
      ? try PairObjective(context, labels, dimension: network.encoder.dimension, parameters: network.parameters) : nil
    encoder.images.copy(from: maker.make(step: 0).pixels)
  }

  func measure(margin: Float, miner: Miner) throws -> Float {
    var generator = SeededGenerator(seed: recipe.seed, purpose: .heldOut)
    try encoder.forward()
    try embeddings.measure(encoder.features)
    if let pairs { return try pairs.measure(features: encoder.features, embeddings, using: &generator).loss }
    return triplets.evaluate(
      embeddings, margin: margin, miner: miner, reduction: recipe.reduction, using: &generator
    ).loss
  }
}
