public import Foundation
public import SiamCore
import SiamFiles

/// The contents of `run.json`: the settings and the data of a run.
public struct RunDescription: Codable, Equatable, Sendable {
  /// The version of siam that started or last resumed the run.
  public var version: String
  /// The recipe, which determines the run's numbers.
  public var recipe: Recipe
  /// The name, size and split of the data.
  public var data: DataSummary
  /// The path of the data as it was typed, or nil for the bundled glyphs.
  public var dataPath: String?
  /// The absolute path of the data, or nil for the bundled glyphs and in runs of earlier versions.
  public var absoluteDataPath: String?
  /// The time the folder was created, or nil in runs of earlier versions that didn't store it.
  public var started: Instant?
  /// The number of steps of the whole run, or nil while it isn't known.
  public var plannedSteps: Int?
  /// The step at which `plannedSteps` was set; the learning rate schedule starts there.
  public var plannedAt: Int?

  /// Creates the description of a new run; `dataPath` is absolute or relative to the working folder.
  public init(version: String, recipe: Recipe, data: DataSummary, dataPath: String?) {
    self.version = version
    self.recipe = recipe
    self.data = data
    recordedDataPath = dataPath.map { RecordedDataPath($0) }
  }

  /// Reads the `run.json` of a run's folder.
  ///
  /// - Throws: `ModelError` if there is no such file, or it can't be read.
  public init(in url: URL) throws(ModelError) {
    let file = url.appendingPathComponent("run.json")
    let json: Data
    do {
      json = try Data(contentsOf: file)
    } catch {
      let failure = FileFailure(error, path: file.path)
      throw switch FileKind(of: url.path) {
      case .absent: .notFound(url.path)
      case .folder where failure.isAbsent: .notARun(url.path)
      case .file, .other: .notARun(url.path)
      case .folder: .unreadable(file.path, failure.reason)
      }
    }
    do {
      try self.init(json: json)
    } catch {
      throw .malformed(file.path, "invalid run description")
    }
  }

  /// Encodes the description as the contents of `run.json`.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// Updates the description from an event, and returns whether the event changes it.
  mutating func apply(_ event: TrainingEvent) -> Bool {
    switch event {
    case .planned(let plan):
      plannedSteps = plan.steps
      plannedAt = plan.step
    case .resumed(let report):
      version = report.version
      recipe = report.recipe
    default: return false
    }
    return true
  }
}

extension Decodable {
  /// Decodes a value that has a `recipe`; fields that an earlier version of siam didn't write get their defaults.
  init(json: Data) throws {
    let stored = try JSONSerialization.jsonObject(with: json)
    guard var fields = stored as? [String: Any], let recipe = fields["recipe"] as? [String: Any] else {
      throw CocoaError(.coderReadCorrupt)
    }
    let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Recipe()))
    fields["recipe"] = merge(recipe, over: defaults)
    self = try JSONDecoder().decode(Self.self, from: JSONSerialization.data(withJSONObject: fields))
  }
}

/// Merges two JSON objects field by field; `fields` take precedence over `defaults`.
private func merge(_ fields: [String: Any], over defaults: Any) -> [String: Any] {
  guard let defaults = defaults as? [String: Any] else { return fields }
  return defaults.merging(fields) { old, new in
    guard let object = new as? [String: Any] else { return new }
    return merge(object, over: old)
  }
}
