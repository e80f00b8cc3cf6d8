public import Foundation
public import SiamMessages

/// What `run.json` holds: what a run was asked for.
public struct RunDescription: Codable, Equatable, Sendable {
  /// siam's version.
  public var version: String
  /// What determines the run's numbers.
  public var recipe: Recipe
  /// What it trains and is examined on.
  public var data: DataSummary
  /// Where the data was, or nil for the bundled glyphs.
  public var dataPath: String?
  /// When its folder was made; nil in runs of before it was kept.
  public var started: Instant?
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

  /// Reads the `run.json` of a run's folder.
  ///
  /// - Throws: `ModelError` where there is none, or it can't be read.
  public init(in url: URL) throws(ModelError) {
    let file = url.appendingPathComponent("run.json")
    let json: Data
    do {
      json = try Data(contentsOf: file)
    } catch {
      throw FileManager.default.fileExists(atPath: url.path)
        ? .unreadable(file.path, systemReason(error)) : .notFound(url.path)
    }
    do {
      try self.init(json: json)
    } catch {
      throw .malformed(file.path, "not a run of this siam")
    }
  }

  /// The file.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// Takes in what an event makes known; whether that is anything new.
  mutating func take(_ event: TrainingEvent) -> Bool {
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
