import Foundation
package import SiamFiles
public import SiamCore

/// A run, or some of its checkpoints, that will be removed.
public struct RunRemoval: Sendable {
  /// The run.
  public let run: RunSummary
  /// What will be removed.
  public let part: Part
  /// The number of bytes that this frees.
  public let bytes: Int

  /// The part of a run that is removed.
  public enum Part: Equatable, Sendable {
    /// The whole folder.
    case folder
    /// Checkpoints, by their paths in the folder.
    case checkpoints([String])
  }

  /// Makes a removal of a part of a run.
  init(run: RunSummary, part: Part, bytes: Int) {
    self.run = run
    self.part = part
    self.bytes = bytes
  }

  /// Makes a removal of a whole run.
  public init(wholeRun run: RunSummary) { self.init(run: run, part: .folder, bytes: run.size.bytes) }

  /// Removes the part while holding the run's lock.
  ///
  /// - Throws: `RunRemovalError` if a process is writing the run, the folder is not a run, or it can't be removed.
  public func remove() throws(RunRemovalError) { try remove(files: PosixFileSystem()) }

  /// Removes the part from a file system.
  package func remove(files: any FileSystem) throws(RunRemovalError) {
    let path = run.path
    guard isFolderItself(path), FileManager.default.fileExists(atPath: path + "/run.json") else { throw .notARun(path) }
    do {
      let journal = try Journal(inRun: path, files: files)
      guard try journal.lock() else { throw RunRemovalError.running(path) }
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

  /// Removes `run.json` and the journal last, so that an interrupted removal can be repeated.
  private static func removeFolder(_ path: String) throws {
    let manager = FileManager.default
    let last = [Journal.fileName, "run.json"]
    for name in try manager.contentsOfDirectory(atPath: path) where !last.contains(name) {
      try manager.removeItem(atPath: "\(path)/\(name)")
    }
    for name in last { try manager.removeItem(atPath: "\(path)/\(name)") }
    try manager.removeItem(atPath: path)
  }
}

/// An error that occurs when a run is removed.
public enum RunRemovalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A process is writing the run.
  case running(String)
  /// The path is a symbolic link, or a folder that is not a run.
  case notARun(String)
  /// The run can't be removed, for the system's reason.
  case unremovable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .running(let path): "\(path): not removed, as a siam process is writing it; stop that process first"
    case .notARun(let path): "\(path): not removed, as it is a link or not a siam run; remove it yourself"
    case .unremovable(let path, let reason): "\(path): can't be removed (\(reason)); make it writable"
    }
  }
}
