import Foundation
import SiamTensors

@testable import SiamTraining

/// A checkpoint: the file, what it says of its run, and the network it claims to hold.
struct CheckpointTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    do {
      let tensors = try SafeTensors(Data(input))
      let held = tensors.entries.values.reduce(0) { $0 + $1.values.count * 4 }
      precondition(held <= input.count, "more numbers than the file has")
      let checkpoint = Checkpoint(tensors, path: "checkpoint")
      try checkpoint.check(checkpoint.described())
      _ = try TrainedModel(tensors, path: "checkpoint")
    } catch {
      let line = "\(error)"
      precondition(!line.unicodeScalars.contains { $0.value < 0x20 }, "more than a line: \(line)")
    }
  }
}
