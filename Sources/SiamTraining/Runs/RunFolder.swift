public import Foundation
public import SiamMessages
internal import Synchronization

/// A run on disk: what it was asked for, its journal and its checkpoints.
///
///     runs/2026-11-24-glyphs-triplet-1/
///       run.json
///       events.jsonl
///       checkpoints/last.safetensors
public final class RunFolder: Sendable {
  /// Where it is.
  public let url: URL
  private let handle: Mutex<FileHandle>
  private let failure = Mutex<String?>(nil)

  /// What `run.json` holds.
  public struct Description: Codable, Equatable, Sendable {
    /// siam's version.
    public var version: String
    /// What determines the run's numbers.
    public var recipe: Recipe
    /// What it trains and is examined on.
    public var data: DataSummary
    /// Where the data was, or nil for the bundled glyphs.
    public var dataPath: String?
    /// Steps of the whole run, once known.
    public var plannedSteps: Int?
    /// The step after which they were known; the schedule starts there.
    public var plannedAt: Int?

    /// What a run was asked for.
    public init(version: String, recipe: Recipe, data: DataSummary, dataPath: String?) {
      self.version = version
      self.recipe = recipe
      self.data = data
      self.dataPath = dataPath
    }
  }

  private let description: Mutex<Description>

  /// Makes a run's folder; every folder above it too.
  ///
  /// - Throws: `RunFolderError` when it is there already or can't be written.
  public init(creating url: URL, _ description: Description) throws(RunFolderError) {
    self.url = url
    self.description = Mutex(description)
    let manager = FileManager.default
    guard !manager.fileExists(atPath: url.path) else { throw .exists(url.path) }
    do {
      try manager.createDirectory(
        at: url.appendingPathComponent("checkpoints"), withIntermediateDirectories: true)
      let journal = url.appendingPathComponent("events.jsonl")
      try Data().write(to: journal)
      handle = Mutex(try FileHandle(forWritingTo: journal))
      try Self.write(description, to: url)
    } catch {
      throw .unwritable(url.path, systemReason(error))
    }
  }

  /// Makes a folder in `runs` named for the day, the data, the objective and the first free number.
  public static func create(
    in runs: URL, day: Date, _ description: Description
  ) throws(RunFolderError) -> RunFolder {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd"
    let data = description.data.name.split(separator: ".").first.map(String.init) ?? "data"
    let stem = "\(formatter.string(from: day))-\(data)-\(description.recipe.objective.rawValue)"
    var number = 1
    while true {
      do {
        return try RunFolder(creating: runs.appendingPathComponent("\(stem)-\(number)"), description)
      } catch .exists {
        number += 1
      }
    }
  }

  private static func write(_ description: Description, to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(description).write(to: url.appendingPathComponent("run.json"), options: .atomic)
  }

  /// Writes an event down as one line. What can't be written is told by `problem`.
  func journal(_ event: TrainingEvent) {
    do {
      let line = try EventLines().line(event) + "\n"
      try handle.withLock { try $0.write(contentsOf: Data(line.utf8)) }
      if case .planned(let plan) = event {
        let planned = description.withLock { description in
          description.plannedSteps = plan.steps
          description.plannedAt = plan.step
          return description
        }
        try Self.write(planned, to: url)
      }
    } catch {
      failure.withLock { $0 = systemReason(error) }
    }
  }

  /// Why the journal could not be written, where it could not.
  public var problem: String? { failure.withLock { $0 } }

  /// Writes a checkpoint under a temporary name, then gives it its own.
  ///
  /// - Returns: its path inside the folder.
  func write(checkpoint data: Data, name: String) throws(RunFolderError) -> String {
    let file = "checkpoints/\(name).safetensors"
    do {
      try data.write(to: url.appendingPathComponent(file), options: .atomic)
    } catch {
      throw .unwritable(url.appendingPathComponent(file).path, systemReason(error))
    }
    return file
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
    case .exists(let path): "\(path) is there already; name another with --run, or remove it"
    case .unwritable(let path, let reason): "\(path) can't be written: \(reason); name another place with --runs"
    }
  }
}
