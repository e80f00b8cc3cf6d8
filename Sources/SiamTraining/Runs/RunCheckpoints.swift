internal import Foundation

/// The checkpoints of a run's folder by their steps, to look back at the network as it was.
public struct RunCheckpoints: Equatable, Sendable {
  /// The steps there are checkpoints of, rising.
  public let steps: [Int]
  private let files: [Int: String]

  /// Those there are now: the newest few, the last and the best. What can't be read is left out.
  public init(in run: String) {
    let folder = run + "/checkpoints"
    var files: [Int: String] = [:]
    for name in ["best", "last"] {
      let path = "\(folder)/\(name).safetensors"
      if let checkpoint = try? Checkpoint(reading: path, leavingOut: ""), let described = try? checkpoint.described() {
        files[described.step] = path
      }
    }
    for step in CheckpointFiles.steps(in: folder) { files[step] = "\(folder)/\(CheckpointFiles.name(ofStep: step))" }
    self.files = files
    steps = files.keys.sorted()
  }

  /// The newest checkpoint of a step or one before it.
  func newest(upTo step: Int) -> (step: Int, file: String)? {
    guard let found = steps.last(where: { $0 <= step }), let file = files[found] else { return nil }
    return (found, file)
  }
}
