public import Foundation
import SiamFiles
public import SiamCore

/// The criteria by which runs, or only their older checkpoints, are removed. A run must meet all of them.
public struct RunSelection: Sendable {
  /// Selects only runs that were last written before this time.
  public var writtenBefore: Date?
  /// Selects only runs that crashed.
  public var onlyCrashed = false
  /// The number of newest runs to exclude, whatever their states.
  public var newestCount = 0
  /// Removes only the `step-….safetensors` files; the run, `last` and `best` remain.
  public var onlyCheckpoints = false

  /// Selects every run that isn't running.
  public init() {}

  /// Returns the removals among runs, which must be sorted newest first.
  ///
  /// Running runs, folders that are not runs, and symbolic links are never selected.
  public func removals(among runs: [RunSummary]) -> [RunRemoval] {
    runs.filter { $0.state != nil }.dropFirst(newestCount).filter(matches).compactMap { run in
      let contents = FolderContents(of: run.path)
      guard onlyCheckpoints else {
        let bytes = contents.bytes(freedByRemoving: contents.entries.map(\.path))
        return RunRemoval(run: run, part: .folder, bytes: bytes)
      }
      let paths = Self.checkpoints(in: run.path)
      let bytes = contents.bytes(freedByRemoving: paths)
      // If the only file is a hard link of the last checkpoint, removing it frees nothing.
      return bytes > 0 ? RunRemoval(run: run, part: .checkpoints(paths), bytes: bytes) : nil
    }
  }

  private func matches(_ run: RunSummary) -> Bool {
    guard run.state != .running, isFolderItself(run.path), !onlyCrashed || run.state == .crashed else { return false }
    guard let writtenBefore else { return true }
    return run.written.map { $0.date < writtenBefore } ?? false
  }

  /// The paths of a run's `step-….safetensors` files inside its folder, or none if there is no last checkpoint.
  private static func checkpoints(in run: String) -> [String] {
    let folder = run + "/checkpoints"
    guard isFolderItself(folder), FileManager.default.fileExists(atPath: folder + "/last.safetensors") else {
      return []
    }
    return CheckpointFiles.steps(in: folder).map { "checkpoints/" + CheckpointFiles.name(ofStep: $0) }
  }
}
