import Foundation
import SiamNetworks

/// A named benchmark.
struct Workload: Sendable {
  let name: String
  /// The number of multiplications and additions in the direct convolutions; nil if they aren't the main cost.
  var operationsPerImage: Int?
  var isPeak = false
  let run: @Sendable (String, Workbench) throws -> Measurement

  /// Measures the workload in this process.
  func measure(_ bench: Workbench) throws -> Measurement {
    var measurement = try run(name, bench)
    measurement.peakMemoryMB = Workbench.peakMemoryMB
    return measurement
  }

  /// The fastest matrix product.
  static let peak = Workload(name: "sgemm", isPeak: true, run: measureMatrixProducts)

  /// All workloads, in the order in which they run.
  static let all: [Workload] = {
    let conv4 = EncoderDescription(channels: 1, height: 28, width: 28, operations: .conv4())
    let photos = EncoderDescription(channels: 3, height: 84, width: 84, operations: .conv4())
    let conv5 = EncoderDescription(channels: 1, height: 56, width: 56, widths: [32, 64, 128, 256, 256])
    let resnet12 = EncoderDescription(channels: 3, height: 84, width: 84, operations: .resnet12())
    let smallResnet12 = EncoderDescription(channels: 1, height: 28, width: 28, operations: .resnet12())
    let koch = EncoderDescription(channels: 1, height: 105, width: 105, operations: .koch())
    var workloads = [peak]
    workloads += [16, 32, 128, 256, 512].map { training("conv4-train-\($0)", conv4, batch: $0) }
    workloads += [
      training("conv4-84x84-train-64", photos, batch: 64), training("conv5-56x56-train-256", conv5, batch: 256),
      training("resnet12-84x84-train-64", resnet12, batch: 64),
      training("resnet12-28x28-train-64", smallResnet12, batch: 64),
      training("koch-105x105-train-64", koch, batch: 64),
      Workload(
        name: "conv4-train-256-augmenting", operationsPerImage: conv4.trainingOperations,
        run: measureAugmentedTraining),
    ]
    workloads += [0, 10].map { queries in
      Workload(name: "run-256-asked-\(queries)-times", operationsPerImage: conv4.trainingOperations) { name, bench in
        try measureQueriedTraining(name, bench, queriesPerSecond: queries)
      }
    }
    workloads += [
      Workload(name: "run-256-written", operationsPerImage: conv4.trainingOperations, run: measureJournaledTraining)
    ]
    workloads += [256, 1].map { embedding("conv4-embed-\($0)", conv4, batch: $0) }
    workloads += [
      embedding("conv4-84x84-embed-64", photos, batch: 64), embedding("resnet12-84x84-embed-64", resnet12, batch: 64),
      embedding("resnet12-28x28-embed-64", smallResnet12, batch: 64),
      embedding("koch-105x105-embed-64", koch, batch: 64),
    ]
    return workloads + [
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

  /// Returns the workload with a name, or nil.
  static func named(_ name: String) -> Workload? { all.first { $0.name == name } }

  /// Returns a workload of training steps.
  static func training(_ name: String, _ encoder: EncoderDescription, batch: Int) -> Workload {
    Workload(name: name, operationsPerImage: encoder.trainingOperations) { name, bench in
      try measureTraining(name, bench, encoder, batch: batch)
    }
  }

  /// Returns a workload of embedding batches.
  static func embedding(_ name: String, _ encoder: EncoderDescription, batch: Int) -> Workload {
    Workload(name: name, operationsPerImage: encoder.convolutionOperations) { name, bench in
      try measureEmbedding(name, bench, encoder, batch: batch)
    }
  }
}
