import SiamFewShot
import SiamNetworks
import SiamCore
import SiamTensors

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A small model with random parameters and running statistics.
struct ModelSample: Sendable {
  var spelling: String
  var widths: [Int]?
  var channels = 1
  var side = 28
  var objective = Objective.triplet

  /// Models that together have every operation of encoders and every named encoder.
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

  /// Creates the model as if read from a checkpoint.
  func model() throws -> TrainedModel {
    var recipe = Recipe(objective: objective)
    recipe.encoder = EncoderSpec(rawValue: spelling)
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

  /// Returns `count` images of noise, 0…1, row-major.
  func images(_ count: Int) -> [Float] {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    return (0..<count * channels * side * side).map { _ in 0.5 + generator.symmetric(0.5) }
  }

  /// Computes siam's own outputs for some images, on a compute thread.
  static func compute(_ sample: ModelSample, images: [Float], count: Int) async throws -> Outputs {
    try await Task(executorPreference: ComputeThread()) {
      let (context, model) = (try ComputeContext(threads: 1), try sample.model())
      let size = images.count / count
      let table = try ImageEmbedder(context, model.network, count: count).embed(count) { part, _, pixels in
        pixels = Array(images[part.lowerBound * size..<part.upperBound * size])
      }
      var result = Outputs(features: table.features.values.values, embeddings: table.embeddings.values.values)
      if model.network.hasPairHead {
        let similarities = PairSimilarities(context, model.network)
        for row in 1..<count { result.logits.append(try similarities.measure(0, row, table)) }
      }
      return result
    }.value
  }

  /// siam's outputs for some images.
  struct Outputs: Sendable {
    /// The features of the images, row-major.
    var features: [Float]
    /// The embeddings of the images, row-major.
    var embeddings: [Float]
    /// The logits of each pair of the first image and a later one; empty without a pair head.
    var logits: [Float] = []
  }
}
