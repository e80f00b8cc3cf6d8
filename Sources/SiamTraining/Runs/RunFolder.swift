public import Foundation
package import SiamFiles
internal import SiamMessages
internal import Synchronization

/// A run on disk, open to be written: what it was asked for, its journal and its checkpoints.
///
///     runs/2026-11-24-glyphs-triplet-1/
///       run.json
///       events.jsonl, and events.index, which a replay makes of it
///       checkpoints/step-002000.safetensors, best.safetensors, last.safetensors
///
/// One process at a time writes a run.
public final class RunFolder: Sendable {
  /// Where it is.
  public let url: URL
  private let files: any FileLayer
  private let state: Mutex<State>
  private let checkpoints: CheckpointFiles

  private struct State {
    /// Nil once the run is over.
    var journal: RunJournal?
    var description: RunDescription
    /// Whether `run.json` says less than is known.
    var isDescriptionOld = false
    /// Whether the journal tells of what has to be on the disk.
    var isSyncDue = false
  }

  /// Makes a run's folder; every folder above it too.
  ///
  /// - Throws: `RunFolderError` when it is there already or can't be written.
  public convenience init(
    creating url: URL, _ description: RunDescription, keeping kept: Int? = nil
  ) throws(RunFolderError) {
    try self.init(creating: url, description, keeping: kept, files: SystemFiles())
  }

  package init(
    creating url: URL, _ description: RunDescription, keeping kept: Int? = nil, files: any FileLayer
  ) throws(RunFolderError) {
    var description = description
    description.started = Instant(Date())
    let manager = FileManager.default
    try Self.checkIsFree(url)
    do {
      try manager.createDirectory(at: url.appendingPathComponent("checkpoints"), withIntermediateDirectories: true)
      let journal = try RunJournal(RunJournal.path(in: url.path), run: url.path, files: files)
      state = Mutex(State(journal: journal, description: description))
      try files.replace(url.path + "/run.json", with: try description.json())
    } catch {
      throw .unwritable(url.path, Self.reason(error))
    }
    self.url = url
    self.files = files
    checkpoints = CheckpointFiles(
      folder: url.path + "/checkpoints", files: files, kept: kept ?? CheckpointFiles.usuallyKept)
  }

  /// Refuses a place for a new run where something is already, with `RunFolderError`; before a long reading of data.
  public static func checkIsFree(_ url: URL) throws(RunFolderError) {
    if FileManager.default.fileExists(atPath: url.path) { throw .exists(url.path) }
  }

  /// Opens a run's folder to go on with it.
  ///
  /// - Throws: `ResumeError.busy` where another process writes it, `RunFolderError` where it can't be written.
  public convenience init(resuming url: URL, keeping kept: Int? = nil) throws {
    try self.init(resuming: url, keeping: kept, files: SystemFiles())
  }

  package init(resuming url: URL, keeping kept: Int? = nil, files: any FileLayer) throws {
    let description = try RunDescription(in: url)
    do {
      let journal = try RunJournal(RunJournal.path(in: url.path), run: url.path, files: files)
      state = Mutex(State(journal: journal, description: description))
    } catch let error as FileFailure {
      throw RunFolderError.unwritable(url.path, error.reason)
    }
    self.url = url
    self.files = files
    checkpoints = CheckpointFiles(
      folder: url.path + "/checkpoints", files: files, kept: kept ?? CheckpointFiles.usuallyKept)
  }

  /// Makes a folder in `runs` named for the day, the data, the objective and the first free number.
  public static func create(
    in runs: URL, day: Date, _ description: RunDescription, keeping kept: Int? = nil
  ) throws(RunFolderError) -> RunFolder {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd"
    let data = description.data.name.split(separator: ".").first.map(String.init) ?? "data"
    let stem = "\(formatter.string(from: day))-\(data)-\(description.recipe.objective.rawValue)"
    var number = 1
    while true {
      do {
        return try RunFolder(creating: runs.appendingPathComponent("\(stem)-\(number)"), description, keeping: kept)
      } catch .exists {
        number += 1
      }
    }
  }

  /// What the run was asked for, as it is known now.
  public var described: RunDescription { state.withLock { $0.description } }

  /// Takes an event up, to be written by `flush` as one line.
  func put(_ event: TrainingEvent) {
    guard let line = try? EventLines().line(event) else { return }
    state.withLock { state in
      state.journal?.put(line)
      if state.description.take(event) { state.isDescriptionOld = true }
      switch event {
      case .checkpoint, .finished, .failed: state.isSyncDue = true
      default: break
      }
    }
  }

  /// Writes what was taken up, on the disk where it told of a checkpoint; where that fails it can be called again.
  func flush() throws(FileFailure) {
    let outcome: Result<Void, FileFailure> = state.withLock { state in
      do throws(FileFailure) {
        if try state.journal?.flush() == true { state.isDescriptionOld = true }
        if state.isSyncDue { try state.journal?.sync() }
        state.isSyncDue = false
        if state.isDescriptionOld, let json = try? state.description.json() {
          try files.replace(url.path + "/run.json", with: json)
        }
        state.isDescriptionOld = false
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// The run is over: another process may go on with it.
  func close() { state.withLock { $0.journal = nil } }

  /// Writes a checkpoint under a temporary name, then gives it its own.
  ///
  /// - Returns: its path inside the folder.
  func write(_ draft: CheckpointDraft) throws(FileFailure) -> String { try checkpoints.write(draft) }

  private static func reason(_ error: any Error) -> String {
    (error as? FileFailure)?.reason ?? systemReason(error)
  }
}

/// What can go wrong with a run's folder.
public enum RunFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is a run of that name.
  case exists(String)
  /// The system's reason.
  case unwritable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path) is there already; go on with it by --resume, name another with --run, or remove it"
    case .unwritable(let path, let reason): "\(path) can't be written: \(reason); name another place with --runs"
    }
  }
}
