internal import Foundation
internal import SiamData
public import SiamMessages

/// The folder that keeps runs, a folder a run.
public struct RunsFolder: Sendable {
  /// Where it is.
  public let path: String

  /// The folder at a path.
  public init(_ path: String) { self.path = path }

  /// What is in it, newest first; folders that are no runs come last.
  ///
  /// - Throws: `RunsFolderError` where the folder itself can't be read.
  public func summaries() throws(RunsFolderError) -> [RunSummary] { try summaries { _ in nil } }

  /// The same, where a run's summary may be known by its path, and then is not read again.
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
    // Each waits for the disk, and for a checkpoint's head to be read.
    return concurrentMap(folders.count) { known(folders[$0]) ?? RunSummary(of: folders[$0]) }.sorted(by: isNewer)
  }

  private func isFolder(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
  }

  private func isNewer(_ one: RunSummary, _ other: RunSummary) -> Bool {
    let times = [one, other].map { $0.started ?? $0.written ?? Instant(.distantPast) }
    let ranks = [one, other].map { $0.state == nil ? 1 : 0 }
    return (ranks[0], times[1], one.name) < (ranks[1], times[0], other.name)
  }
}

/// Why a folder of runs can't be read.
public enum RunsFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is none.
  case notFound(String)
  /// The system's reason.
  case unreadable(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such folder; name the one that keeps your runs with --runs"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); name another folder with --runs"
    }
  }
}
