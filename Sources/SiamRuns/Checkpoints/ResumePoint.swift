import Foundation
public import SiamCore

/// The state that a run resumes from: the latest valid checkpoint in its folder, and the recipe to resume with.
///
/// The recipe comes from `run.json`, which has the settings the run was last started or resumed with. The checkpoint's
/// own recipe only decides which settings can't be changed any more.
public struct ResumePoint: Sendable {
  package let checkpoint: Checkpoint
  /// The run's folder.
  private let path: String
  /// The run's `run.json`.
  private let run: RunDescription
  /// The problems of later checkpoints that can't be used, one line each.
  public let problems: [String]

  /// The recipe the run resumes with, unless it is changed.
  public var recipe: Recipe { run.recipe }
  /// The path of the data, or nil for the bundled glyphs.
  public var dataPath: RecordedDataPath? { run.recordedDataPath }
  /// The number of steps the checkpoint was trained for.
  public var step: Int { checkpoint.description.step }
  /// Whether the images were dark ink on bright paper, and so were inverted.
  public var isInverted: Bool { checkpoint.description.isInverted }
  /// The name, size and split of the data.
  public var data: DataSummary { checkpoint.description.data }

  /// Finds the latest checkpoint in a run's folder that training can resume from.
  ///
  /// - Throws: `ModelError` if `run.json` can't be read; `ResumeError` if another process is writing the run, no
  ///   checkpoint can be used, or the latest valid one was trained with another recipe.
  public init(inRun run: String) throws {
    self.run = try RunDescription(in: URL(fileURLWithPath: run))
    // A run without a journal is not being written.
    if (try? Journal(inRun: run).isBeingWritten()) == true { throw ResumeError.busy(run) }
    (checkpoint, problems) = try Self.newestCheckpoint(in: run)
    path = run
    _ = try recipe(changing: { $0 })
  }

  /// The latest checkpoint that training can resume from, and the problems of later ones.
  private static func newestCheckpoint(in run: String) throws(ResumeError) -> (Checkpoint, problems: [String]) {
    let folder = run + "/checkpoints"
    let names = ["last.safetensors"] + CheckpointFiles.steps(in: folder).map(CheckpointFiles.name(ofStep:))
    var problems: [String] = []
    for name in names + ["best.safetensors"] {
      let file = "\(folder)/\(name)"
      do throws(ModelError) {
        let checkpoint = try Checkpoint(reading: file)
        guard checkpoint.description.progress != nil else {
          problems.append(ResumeError.notResumable(file).description)
          continue
        }
        try checkpoint.checkResumable()
        return (checkpoint, problems)
      } catch {
        problems.append(error.description)
      }
    }
    throw .noCheckpoint(run, problems.first)
  }

  /// Returns the recipe with changes.
  ///
  /// - Throws: `ResumeError.notChangeable` if a setting of the checkpoint's recipe differs that must not.
  public func recipe(changing change: (Recipe) -> Recipe) throws(ResumeError) -> Recipe {
    let changed = change(recipe)
    try checkpoint.description.recipe.checkResuming(as: changed, run: path)
    return changed
  }

  /// Checks that data is the run's: by its fingerprint, and by the sizes of its splits.
  ///
  /// - Parameters:
  ///   - data: the summary of the data to train on.
  ///   - run: the run's path, which errors name.
  /// - Throws: `ResumeError.otherData` if the fingerprints differ, `ResumeError.notChangeable` if the splits do.
  public func check(_ data: DataSummary, run: String) throws(ResumeError) {
    guard data.fingerprint == self.data.fingerprint else {
      throw .otherData(run, was: self.data.fingerprint, now: data.fingerprint)
    }
    guard data.training == self.data.training, data.validation == self.data.validation, data.test == self.data.test
    else {
      throw .notChangeable(run, name: "split", from: Self.splitSummary(self.data), to: Self.splitSummary(data))
    }
  }

  private static func splitSummary(_ data: DataSummary) -> String {
    "\(data.training.classes) training, \(data.validation.classes) validation and \(data.test.classes) test classes"
  }
}
