import Foundation
import SiamTensors

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Parses a checkpoint: the file, its run metadata and its network.
struct CheckpointTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    do {
      let tensors = try SafeTensors(Data(input))
      let byteCount = tensors.entries.values.reduce(0) { $0 + $1.values.count * 4 }
      precondition(byteCount <= input.count, "more numbers than the file has")
      try Checkpoint(tensors, path: "checkpoint").checkResumable()
      _ = try TrainedModel(tensors, path: "checkpoint")
    } catch {
      let line = "\(error)"
      precondition(!line.unicodeScalars.contains { $0.value < 0x20 }, "more than a line: \(line)")
    }
  }
}
