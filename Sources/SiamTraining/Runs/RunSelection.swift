public import Foundation
internal import SiamFiles
public import SiamMessages

/// Which runs are to be removed, or only their older checkpoints; what is asked for has to hold of each.
public struct RunSelection: Sendable {
  /// Runs that were last written before this.
  public var writtenBefore: Date?
  /// Runs that crashed.
  public var onlyCrashed = false
  /// All but so many of the newest runs, whatever became of them.
  public var keptNewest = 0
  /// Only the `step-….safetensors` of a run: the run stays, with `last` and `best`.
  public var onlyCheckpoints = false

  /// Every run that isn't running.
  public init() {}

  /// What is to be removed of runs, the newest of which comes first.
  ///
  /// Nothing of a running run, of what is no run, and of what a link leads to.
  public func removals(among runs: [RunSummary]) -> [RunRemoval] {
    runs.filter { $0.state != nil }.dropFirst(keptNewest).filter(isChosen).compactMap { run in
      let contents = FolderContents(of: run.path)
      guard onlyCheckpoints else {
        let bytes = contents.bytes(freedByRemoving: contents.entries.map(\.path))
        return RunRemoval(run: run, part: .folder, bytes: bytes)
      }
      let paths = Self.checkpoints(in: run.path)
      let bytes = contents.bytes(freedByRemoving: paths)
      // A second name of the last one is worth no question.
      return bytes > 0 ? RunRemoval(run: run, part: .checkpoints(paths), bytes: bytes) : nil
    }
  }

  private func isChosen(_ run: RunSummary) -> Bool {
    guard run.state != .running, isFolderItself(run.path), !onlyCrashed || run.state == .crashed else { return false }
    guard let writtenBefore else { return true }
    return run.written.map { $0.date < writtenBefore } ?? false
  }

  /// A run's checkpoints by their steps, where there is a last one beside them; paths inside its folder.
  private static func checkpoints(in run: String) -> [String] {
    let folder = run + "/checkpoints"
    guard isFolderItself(folder), FileManager.default.fileExists(atPath: folder + "/last.safetensors") else {
      return []
    }
    return CheckpointFiles.steps(in: folder).map { "checkpoints/" + CheckpointFiles.name(ofStep: $0) }
  }
}
