import Foundation
import SiamNetworks

/// One thing that is measured.
struct Workload: Sendable {
  let name: String
  /// Multiplications and additions of the direct convolutions, where they are what the time should go to.
  var operationsPerImage: Int?
  var isPeak = false
  let run: @Sendable (String, Workbench) throws -> Figure

  /// Measures it, in this process.
  func measure(_ bench: Workbench) throws -> Figure {
    var figure = try run(name, bench)
    figure.peakMemoryMB = Workbench.peakMemoryMB
    return figure
  }

  /// The fastest matrix product.
  static let peak = Workload(name: "sgemm", isPeak: true, run: measureMatrixProducts)

  /// All, in the order they are run in.
  static let all: [Workload] = {
    let conv4 = EncoderDescription(channels: 1, height: 28, width: 28, operations: .conv4())
    let photos = EncoderDescription(channels: 3, height: 84, width: 84, operations: .conv4())
    let conv5 = EncoderDescription(channels: 1, height: 56, width: 56, widths: [32, 64, 128, 256, 256])
    return [peak]
      + [32, 128, 256, 512].map { training("conv4-train-\($0)", conv4, batch: $0) }
      + [training("conv4-84x84-train-64", photos, batch: 64), training("conv5-56x56-train-256", conv5, batch: 256)]
      + [
        Workload(
          name: "conv4-train-256-augmenting", operationsPerImage: conv4.trainingOperations,
          run: measureAugmentedTraining)
      ]
      + [0, 10].map { questions in
        Workload(name: "run-256-asked-\(questions)-times", operationsPerImage: conv4.trainingOperations) {
          name, bench in
          try measureAskedTraining(name, bench, questionsPerSecond: questions)
        }
      }
      + [
        Workload(
          name: "run-256-written", operationsPerImage: conv4.trainingOperations, run: measureWrittenTraining)
      ]
      + [256, 1].map { embedding("conv4-embed-\($0)", conv4, batch: $0) }
      + [
        Workload(name: "scores-20w5s-drawn", run: measureScores),
        Workload(name: "episodes-20w1s-600", run: measureEpisodes),
        Workload(name: "decode-omniglot", run: measureDecoding),
        Workload(name: "decode-omniglot-into-cache") { try measureCache($0, $1, isWarm: false) },
        Workload(name: "omniglot-from-cache") { try measureCache($0, $1, isWarm: true) },
        Workload(name: "augment-256", run: measureAugmentation),
        Workload(name: "augment-56x56-elastic-256", run: measureElasticAugmentation),
        Workload(name: "start-up", run: measureStartUp),
      ]
  }()

  /// The one of a name.
  static func named(_ name: String) -> Workload? { all.first { $0.name == name } }

  static func training(_ name: String, _ encoder: EncoderDescription, batch: Int) -> Workload {
    Workload(name: name, operationsPerImage: encoder.trainingOperations) { name, bench in
      try measureTraining(name, bench, encoder, batch: batch)
    }
  }

  static func embedding(_ name: String, _ encoder: EncoderDescription, batch: Int) -> Workload {
    Workload(name: name, operationsPerImage: encoder.convolutionOperations) { name, bench in
      try measureEmbedding(name, bench, encoder, batch: batch)
    }
  }
}
