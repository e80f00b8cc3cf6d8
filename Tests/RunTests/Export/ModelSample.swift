import SiamMessages
import SiamTensors

@testable import SiamTraining

/// Small models of every kind of encoder, whose numbers, running statistics too, are all unlike each other.
struct ModelSample: Sendable {
  var spelling: String
  var widths: [Int]?
  var channels = 1
  var side = 28
  var objective = Objective.triplet

  /// Every operation an encoder can have, and every named encoder.
  static let all = [
    ModelSample(spelling: "conv4", widths: [5, 6, 7, 8]),
    ModelSample(spelling: "conv4", widths: [4, 4], channels: 3, side: 17, objective: .pair),
    ModelSample(spelling: "koch", widths: [2, 3, 4, 3], side: 105, objective: .pair),
    ModelSample(spelling: "resnet12", widths: [3, 4, 5, 6], channels: 3),
    ModelSample(
      spelling: """
        norm, conv 4 4 stride 2 pad 1, leaky 0.2, residual (conv 4 3, norm, relu, residual (conv 4 1)), pool 3,
        residual (conv 5 3, norm) shortcut (conv 5 1), sigmoid, linear 7, relu, linear 5
        """, side: 25),
    ModelSample(spelling: "conv 6 3 pad 0, norm, average", side: 9),
  ]

  /// The model, as if it had been read from a checkpoint.
  func model() throws -> TrainedModel {
    var recipe = Recipe(objective: objective)
    recipe.encoder = EncoderSpelling(rawValue: spelling)
    recipe.widths = widths
    recipe.imageSize = side
    let network = try Network(recipe, channels: channels, height: side, width: side)
    var generator = SeededGenerator(seed: 7, purpose: .weights)
    for shape in network.parameters.shapes where shape.name.contains("normalization") {
      let values = network.parameters.values(shape.name)
      for index in 0..<values.count { values[index] += generator.symmetric(0.5) }
    }
    for shape in network.parameters.statisticShapes {
      let values = network.parameters.statistic(shape.name)
      for index in 0..<values.count { values[index] += generator.symmetric(0.5) }
    }
    let split = SplitSummary(classes: 12, images: 60, groups: [])
    let data = DataSummary(
      name: "made up", fingerprint: "none", width: side, height: side, channels: channels, training: split,
      validation: split)
    let checkpoint = try Checkpoint(
      using: network, images: TrainedImages(identities: [Int]()),
      .init(
        step: 40, recipe: recipe, data: data, isInverted: false,
        threshold: SimilarityThreshold(score: -1, similarity: 0.75, chosenOn: "validation", accuracy: 0.9)))
    return try TrainedModel(checkpoint.tensors, path: "model")
  }

  /// `count` images of noise, 0…1, row-major.
  func images(_ count: Int) -> [Float] {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    return (0..<count * channels * side * side).map { _ in 0.5 + generator.symmetric(0.5) }
  }

  /// What siam itself makes of images, on a thread of its own as oneDNN wants it.
  static func computed(_ sample: ModelSample, images: [Float], count: Int) async throws -> Computed {
    try await Task(executorPreference: ComputeThread()) {
      let (context, model) = (try ComputeContext(threads: 1), try sample.model())
      let size = images.count / count
      let table = try ImageEmbedder(context, model.network, most: count).embed(count) { part, _, pixels in
        pixels = Array(images[part.lowerBound * size..<part.upperBound * size])
      }
      var result = Computed(features: table.features.values.values, embeddings: table.embeddings.values.values)
      if model.network.hasPairHead {
        let similarities = PairSimilarities(context, model.network)
        for row in 1..<count { result.logits.append(try similarities.measure(0, row, table)) }
      }
      return result
    }.value
  }

  /// Of every image in order; of every pair of the first image and a later one.
  struct Computed: Sendable {
    var features: [Float]
    var embeddings: [Float]
    var logits: [Float] = []
  }
}
