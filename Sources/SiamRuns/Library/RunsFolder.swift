import Foundation
import SiamData
public import SiamCore
import SiamFiles

/// A folder with runs, each in a folder of its own.
public struct RunsFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Refers to the folder at a path, which need not exist.
  public init(_ path: String) { self.path = path }

  /// Reads the summaries of the runs, newest first. Folders that are not runs come last.
  ///
  /// - Throws: `RunsFolderError` if the folder itself can't be read.
  public func summaries() throws(RunsFolderError) -> [RunSummary] { try summaries { _ in nil } }

  /// Reads the summaries, except those that `known` returns for a run's path.
  func summaries(
    knowing known: @Sendable (String) -> RunSummary?
  ) throws(RunsFolderError) -> [RunSummary] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FileManager.default.fileExists(atPath: path) ? .unreadable(path, systemReason(error)) : .notFound(path)
    }
    let folders = names.filter { !$0.hasPrefix(".") }.map { "\(path)/\($0)" }.filter(isFolder)
    // Runs are read concurrently, because each one waits for the disk.
    return concurrentMap(folders.count) { known(folders[$0]) ?? RunSummary(of: folders[$0]) }.sorted(by: isNewer)
  }

  private func isFolder(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    // A path that can't be inspected is not a run.
    return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
  }

  private func isNewer(_ one: RunSummary, _ other: RunSummary) -> Bool {
    let times = [one, other].map { $0.started ?? $0.written ?? Instant(.distantPast) }
    let ranks = [one, other].map { $0.state == nil ? 1 : 0 }
    return (ranks[0], times[1], one.name) < (ranks[1], times[0], other.name)
  }
}

/// An error that occurs when a folder of runs is read.
public enum RunsFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder doesn't exist.
  case notFound(String)
  /// The folder can't be read, for the system's reason.
  case unreadable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such folder; give the folder with your runs with --runs"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); give another folder with --runs"
    }
  }
}
