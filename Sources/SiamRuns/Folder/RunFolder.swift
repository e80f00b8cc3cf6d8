public import Foundation
package import SiamFiles
package import SiamCore
import Synchronization

/// A run on disk, open for writing: its description, its journal and its checkpoints.
///
///     runs/2026-11-24-glyphs-triplet-1/
///       run.json
///       events.jsonl, and events.index, which a replay builds from it
///       checkpoints/step-002000.safetensors, best.safetensors, last.safetensors
///
/// Only one process at a time writes a run: it holds the journal's lock.
public final class RunFolder: Sendable {
  /// The folder.
  public let url: URL
  private let files: any FileSystem
  private let state: Mutex<State>
  private let checkpoints: CheckpointFiles

  private struct State {
    /// The journal, or nil after `close`.
    var journal: JournalWriter?
    var description: RunDescription
    /// The contents that `run.json` should have.
    var json: Data
    /// Whether `run.json` has to be written again.
    var isDescriptionChanged = false
    /// Whether the journal has to be synced to the disk.
    var isSyncDue = false
  }

  /// Creates a run's folder, and the folders above it.
  ///
  /// - Parameters:
  ///   - url: the folder to create.
  ///   - description: the contents of `run.json`.
  ///   - checkpointCount: the number of recent checkpoints to retain in addition to the best (default: 5).
  /// - Throws: `RunFolderError` if the folder already exists or can't be written.
  public convenience init(
    creating url: URL, _ description: RunDescription, checkpointCount: Int? = nil
  ) throws(RunFolderError) {
    try self.init(creating: url, description, checkpointCount: checkpointCount, files: PosixFileSystem())
  }

  /// Creates a run's folder in a file system.
  package init(
    creating url: URL, _ description: RunDescription, checkpointCount: Int? = nil, files: any FileSystem
  ) throws(RunFolderError) {
    var description = description
    description.started = Instant(Date())
    let manager = FileManager.default
    try Self.checkDoesNotExist(url)
    var isOurs = false
    do {
      try manager.createDirectory(at: url.appendingPathComponent("checkpoints"), withIntermediateDirectories: true)
      let journal = try JournalWriter(inRun: url.path, files: files)
      isOurs = true
      let json = try description.json()
      state = Mutex(State(journal: journal, description: description, json: json))
      try files.replace(url.path + "/run.json", with: json)
    } catch {
      // A folder without run.json would only be in the way of the next attempt.
      if isOurs { try? manager.removeItem(at: url) }
      throw .unwritable(url.path, Self.reason(error))
    }
    self.url = url
    self.files = files
    checkpoints = CheckpointFiles(
      folder: url.path + "/checkpoints", files: files, maxCount: checkpointCount ?? CheckpointFiles.defaultMaxCount)
  }

  /// Throws `RunFolderError.exists` if something already exists at a new run's path. Call it before loading the data.
  public static func checkDoesNotExist(_ url: URL) throws(RunFolderError) {
    if FileManager.default.fileExists(atPath: url.path) { throw .exists(url.path) }
  }

  /// Opens a run's folder to resume the run.
  ///
  /// - Parameters:
  ///   - url: the run's folder.
  ///   - checkpointCount: the number of recent checkpoints to retain in addition to the best (default: 5).
  ///   - dataPath: the path of the data, to be recorded; nil if it hasn't changed.
  /// - Throws: `ModelError` if `run.json` can't be read, `ResumeError.busy` if another process is writing the run,
  ///   `RunFolderError` if the folder can't be written.
  public convenience init(
    resuming url: URL, checkpointCount: Int? = nil, dataPath: RecordedDataPath? = nil
  ) throws {
    try self.init(resuming: url, checkpointCount: checkpointCount, dataPath: dataPath, files: PosixFileSystem())
  }

  /// Opens a run's folder in a file system.
  package init(
    resuming url: URL, checkpointCount: Int? = nil, dataPath: RecordedDataPath? = nil, files: any FileSystem
  ) throws {
    var description = try RunDescription(in: url)
    if let dataPath { description.recordedDataPath = dataPath }
    do {
      let journal = try JournalWriter(inRun: url.path, files: files)
      state = Mutex(State(journal: journal, description: description, json: try description.json()))
    } catch let error as FileFailure {
      throw RunFolderError.unwritable(url.path, error.reason)
    }
    self.url = url
    self.files = files
    checkpoints = CheckpointFiles(
      folder: url.path + "/checkpoints", files: files, maxCount: checkpointCount ?? CheckpointFiles.defaultMaxCount)
  }

  /// Creates a folder in `runs`, named after the day, the data, the objective and the first unused number.
  ///
  /// - Parameters:
  ///   - runs: the folder that holds the runs; created if missing.
  ///   - day: the date in the name, in the local time zone.
  ///   - description: the contents of `run.json`.
  ///   - checkpointCount: the number of recent checkpoints to retain in addition to the best (default: 5).
  /// - Returns: the new folder.
  /// - Throws: `RunFolderError` if the folder can't be written.
  public static func create(
    in runs: URL, day: Date, _ description: RunDescription, checkpointCount: Int? = nil
  ) throws(RunFolderError) -> RunFolder {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd"
    let data = description.data.name.split(separator: ".").first.map(String.init) ?? "data"
    let stem = "\(formatter.string(from: day))-\(data)-\(description.recipe.objective.rawValue)"
    var number = 1
    while true {
      do {
        return try RunFolder(
          creating: runs.appendingPathComponent("\(stem)-\(number)"), description, checkpointCount: checkpointCount)
      } catch .exists {
        number += 1
      }
    }
  }

  /// Adds an event to what `flush` writes.
  ///
  /// - Parameters:
  ///   - event: the event, which may change the run's description.
  ///   - line: the event's line in the journal.
  /// - Throws: `EncodingError` if the new description can't be encoded; nothing is added then.
  package func append(_ event: TrainingEvent, line: String) throws {
    try state.withLock { state in
      var description = state.description
      if description.apply(event) {
        state.json = try description.json()
        state.description = description
        state.isDescriptionChanged = true
      }
      state.journal?.append(line)
      switch event {
      case .checkpoint, .finished, .failed: state.isSyncDue = true
      default: break
      }
    }
  }

  /// Writes the appended events, and syncs them to the disk after a checkpoint and at the end of the run.
  ///
  /// After an error, call it again: it continues where it stopped.
  package func flush() throws(FileFailure) {
    let outcome: Result<Void, FileFailure> = state.withLock { state in
      do throws(FileFailure) {
        if try state.journal?.flush() == true { state.isDescriptionChanged = true }
        if state.isSyncDue { try state.journal?.sync() }
        state.isSyncDue = false
        if state.isDescriptionChanged { try files.replace(url.path + "/run.json", with: state.json) }
        state.isDescriptionChanged = false
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// Closes the journal, which releases the run's lock.
  package func close() { state.withLock { $0.journal = nil } }

  /// Writes a checkpoint under a temporary name, then renames it.
  ///
  /// - Returns: the checkpoint's path inside the folder.
  package func write(_ draft: CheckpointDraft) throws(FileFailure) -> String { try checkpoints.write(draft) }

  /// Writes a checkpoint that doesn't fit into the run's folder to another one.
  ///
  /// - Parameters:
  ///   - draft: the checkpoint.
  ///   - other: the folder to create for it.
  /// - Returns: the path of the file.
  /// - Throws: `FileFailure` if the other folder can't be written either.
  package func rescue(_ draft: CheckpointDraft, to other: String) throws(FileFailure) -> String {
    try files.makeFolder(other)
    let file = "\(other)/\(CheckpointFiles.name(ofStep: draft.step))"
    do throws(FileFailure) {
      try files.replace(file, with: draft.data)
    } catch {
      // Best effort: an empty folder is harmless.
      try? FileManager.default.removeItem(atPath: other)
      throw error
    }
    return file
  }

  private static func reason(_ error: any Error) -> String { FileFailure(error, path: "").creationReason }
}

/// An error that occurs when a run's folder is created or opened for writing.
public enum RunFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path already exists.
  case exists(String)
  /// The folder can't be written, for the system's reason.
  case unwritable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path): already exists; continue it with --resume, choose another path with --run, or remove it"
    case .unwritable(let path, let reason):
      "\(path): can't be written (\(reason)); choose another folder with --run or --runs"
    }
  }
}
