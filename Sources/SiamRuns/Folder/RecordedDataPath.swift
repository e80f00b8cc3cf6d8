public import Foundation
import SiamFiles

/// The path of a run's data as `run.json` records it.
public struct RecordedDataPath: Equatable, Sendable {
  /// The path or the name of a published dataset, as it was typed.
  public var typed: String
  /// The absolute path, or nil in runs of earlier versions that didn't record it.
  public var absolute: String?

  /// Records a path.
  ///
  /// - Parameters:
  ///   - typed: the path as it was typed.
  ///   - absolute: the absolute path; nil for none.
  public init(typed: String, absolute: String?) {
    self.typed = typed
    self.absolute = absolute
  }

  /// Records a path that is relative to the working folder.
  public init(_ path: String) { self.init(typed: path, absolute: Self.absolute(path)) }

  /// The paths at which something exists now: as typed, from the working folder, then the absolute one if it is
  /// another; empty if the data was moved or removed.
  public var existing: [String] {
    let paths = [typed] + [absolute].compactMap(\.self).filter { $0 != Self.absolute(typed) }
    return paths.filter(Self.exists)
  }

  /// The path for messages: as typed where that leads to the data from the working folder, otherwise the absolute one.
  public var display: String {
    guard let absolute, Self.absolute(typed) != absolute else { return typed }
    return absolute
  }

  /// Whether a path leads to something: a file or folder, a file inside an archive, or the beginning of names in a
  /// folder, which select a set of IDX files.
  public static func exists(_ path: String) -> Bool {
    let manager = FileManager.default
    if manager.fileExists(atPath: path) { return true }
    var parent = URL(fileURLWithPath: path)
    let name = parent.lastPathComponent
    repeat { parent.deleteLastPathComponent() } while parent.path != "/" && !manager.fileExists(atPath: parent.path)
    // A parent that can't be inspected leads nowhere.
    guard let isFolder = (try? parent.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory else { return false }
    guard isFolder else { return true }
    // A folder that can't be listed has no such names.
    let names = (try? manager.contentsOfDirectory(atPath: parent.path)) ?? []
    return parent == URL(fileURLWithPath: path).deletingLastPathComponent() && names.contains { $0.hasPrefix(name) }
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

extension RunDescription {
  /// The path of the data; nil for the bundled glyphs.
  public var recordedDataPath: RecordedDataPath? {
    get { dataPath.map { RecordedDataPath(typed: $0, absolute: absoluteDataPath) } }
    set { (dataPath, absoluteDataPath) = (newValue?.typed, newValue?.absolute) }
  }

  /// Records a new path of a run's data in its `run.json`.
  ///
  /// - Parameters:
  ///   - path: the path of the same data, whose fingerprint the caller has compared.
  ///   - run: the run's folder.
  /// - Throws: `ResumeError.busy` if a process is writing the run, `ModelError` if `run.json` can't be read,
  ///   `RunFolderError` if it can't be written.
  public static func record(_ path: RecordedDataPath, inRun run: URL) throws {
    let files = PosixFileSystem()
    do {
      let journal = try Journal(inRun: run.path, files: files)
      guard try journal.lock() else { throw ResumeError.busy(run.path) }
      var description = try RunDescription(in: run)
      guard description.recordedDataPath != path else { return }
      description.recordedDataPath = path
      try withExtendedLifetime(journal) { try files.replace(run.path + "/run.json", with: description.json()) }
    } catch let error as FileFailure {
      throw RunFolderError.unwritable(run.path, error.reason)
    }
  }
}
