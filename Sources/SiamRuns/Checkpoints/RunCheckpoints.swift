import Foundation

/// The checkpoints of a run's folder by step.
public struct RunCheckpoints: Equatable, Sendable {
  /// The steps that have a checkpoint, ascending.
  public let steps: [Int]
  private let files: [Int: String]

  /// Lists the checkpoints that are in a run's folder now. A `best` or `last` that can't be read is omitted.
  public init(in run: String) {
    let folder = run + "/checkpoints"
    var files: [Int: String] = [:]
    for name in ["best", "last"] {
      let path = "\(folder)/\(name).safetensors"
      // An unreadable checkpoint is omitted: the others can still be used.
      if let checkpoint = try? Checkpoint.Description(ofFile: path) { files[checkpoint.step] = path }
    }
    for step in CheckpointFiles.steps(in: folder) { files[step] = "\(folder)/\(CheckpointFiles.name(ofStep: step))" }
    self.files = files
    steps = files.keys.sorted()
  }

  /// The latest checkpoint of a step or an earlier one.
  package func newest(upTo step: Int) -> (step: Int, file: String)? {
    guard let found = steps.last(where: { $0 <= step }), let file = files[found] else { return nil }
    return (found, file)
  }
}
