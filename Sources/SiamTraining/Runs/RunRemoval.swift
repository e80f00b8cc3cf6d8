internal import Foundation
package import SiamFiles
public import SiamMessages

/// Something to be removed of a run that nobody writes.
public struct RunRemoval: Sendable {
  /// The run.
  public let run: RunSummary
  /// What of it goes.
  public let part: Part
  /// Bytes that are free afterwards.
  public let bytes: Int

  /// What of a run goes.
  public enum Part: Equatable, Sendable {
    /// All of it.
    case folder
    /// Checkpoints, by their paths in the folder; the run stays.
    case checkpoints([String])
  }

  /// Something to be removed.
  init(run: RunSummary, part: Part, bytes: Int) {
    self.run = run
    self.part = part
    self.bytes = bytes
  }

  /// A whole run to be removed.
  public init(wholeRun run: RunSummary) { self.init(run: run, part: .folder, bytes: run.size.bytes) }

  /// Removes it, holding the run's lock.
  ///
  /// - Throws: `RunRemovalError` where a process writes the run, where it is no run, or where it can't be removed.
  public func remove() throws(RunRemovalError) { try remove(files: SystemFiles()) }

  package func remove(files: any FileLayer) throws(RunRemovalError) {
    let path = run.path
    guard isFolderItself(path), FileManager.default.fileExists(atPath: path + "/run.json") else { throw .noRun(path) }
    do {
      let journal = try files.open(RunJournal.path(in: path), .read)
      guard try files.lock(journal) else { throw RunRemovalError.running(path) }
      switch part {
      case .checkpoints(let paths): for name in paths { try files.remove("\(path)/\(name)") }
      case .folder: try Self.removeFolder(path)
      }
    } catch let error as RunRemovalError {
      throw error
    } catch {
      throw .unremovable(path, (error as? FileFailure)?.reason ?? systemReason(error))
    }
  }

  /// What makes the folder a run goes last, so that what is interrupted is still a run, which can be removed.
  private static func removeFolder(_ path: String) throws {
    let manager = FileManager.default
    let last = ["events.jsonl", "run.json"]
    for name in try manager.contentsOfDirectory(atPath: path) where !last.contains(name) {
      try manager.removeItem(atPath: "\(path)/\(name)")
    }
    for name in last { try manager.removeItem(atPath: "\(path)/\(name)") }
    try manager.removeItem(atPath: path)
  }
}

/// Why nothing of a run was removed.
public enum RunRemovalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A process writes it.
  case running(String)
  /// A link, or a folder that is no run.
  case noRun(String)
  /// The system's reason.
  case unremovable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .running(let path): "\(path): a siam is writing it, so it stays; stop that one first"
    case .noRun(let path): "\(path): no run's own folder, so it stays; remove it yourself if you want it gone"
    case .unremovable(let path, let reason): "\(path): can't be removed (\(reason)); make it writable, or remove it"
    }
  }
}
