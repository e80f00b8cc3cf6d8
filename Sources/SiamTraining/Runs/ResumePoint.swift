public import SiamMessages

/// Where a run goes on: the newest checkpoint in its folder that can be read.
public struct ResumePoint: Sendable {
  let checkpoint: Checkpoint
  let described: Checkpoint.Description
  /// A line for each newer checkpoint that can't be used.
  public let problems: [String]

  /// What the run was trained by so far.
  public var recipe: Recipe { described.recipe }
  /// Steps taken.
  public var step: Int { described.step }
  /// Whether its data was dark ink on bright paper, and so was inverted.
  public var isInverted: Bool { described.isInverted }
  /// What it was trained on.
  public var data: DataSummary { described.data }

  /// Finds where the run in a folder goes on.
  ///
  /// - Throws: `ResumeError` where no checkpoint can be used.
  public init(inRun run: String) throws(ResumeError) {
    let folder = run + "/checkpoints"
    let names = ["last.safetensors"] + CheckpointFiles.steps(in: folder).map(CheckpointFiles.name(ofStep:))
    var problems: [String] = []
    for name in names + ["best.safetensors"] {
      let file = "\(folder)/\(name)"
      do throws(ModelError) {
        let checkpoint = try Checkpoint(reading: file)
        let described = try checkpoint.described()
        guard described.progress != nil else {
          problems.append(ResumeError.keptTooLittle(file).description)
          continue
        }
        try checkpoint.check(described)
        (self.checkpoint, self.described, self.problems) = (checkpoint, described, problems)
        return
      } catch {
        problems.append(error.description)
      }
    }
    throw .noCheckpoint(run, problems.first)
  }

  /// Refuses data other than the run's.
  public func check(_ data: DataSummary, run: String) throws(ResumeError) {
    guard data.fingerprint == self.data.fingerprint else {
      throw .otherData(run, was: self.data.fingerprint, now: data.fingerprint)
    }
    guard data.training == self.data.training, data.validation == self.data.validation, data.test == self.data.test
    else {
      throw .fixed(run, name: "split", has: Self.words(self.data), asked: Self.words(data))
    }
  }

  private static func words(_ data: DataSummary) -> String {
    "\(data.training.classes) classes to train on and \(data.validation.classes) held out"
      + (data.test.classes > 0 ? ", \(data.test.classes) kept for the final figure" : "")
  }
}
