import Foundation
public import SiamCore

extension RunsComparison {
  /// Compares the runs in folders: their settings by `run.json`, and their results by the journals.
  ///
  /// - Throws: `RunsComparisonError` if a folder is not a run, or can't be read.
  public init(of paths: [String]) throws(RunsComparisonError) {
    var fields: [[String: String]] = []
    for path in paths { fields.append(try Self.fields(ofRun: path)) }
    let names = Set(fields.flatMap(\.keys)).sorted()
    self.init(
      runs: paths.map(RunSummary.init(of:)),
      differences: names.compactMap { name in
        let values = fields.map { $0[name] }
        return Set(values).count > 1 ? RunDifference(name: name, values: values) : nil
      })
  }

  /// The fields that are not settings.
  private static let outcomes: Set<String> = ["plannedSteps", "plannedAt", "started"]

  private static func fields(ofRun path: String) throws(RunsComparisonError) -> [String: String] {
    guard FileManager.default.fileExists(atPath: path + "/run.json") else { throw .notARun(path) }
    let description: RunDescription
    do throws(ModelError) {
      description = try RunDescription(in: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(error.description)
    }
    // A description that was decoded from JSON can be encoded.
    let found = (try? JSONFields.flattened(description)) ?? [:]
    return Dictionary(
      uniqueKeysWithValues: found.filter { !outcomes.contains($0.key) }.map { name, value in
        (name.hasPrefix("recipe.") ? String(name.dropFirst("recipe.".count)) : name, value)
      })
  }
}

/// An error that occurs when runs are compared.
public enum RunsComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The folder is not a run, or doesn't exist.
  case notARun(String)
  /// A run's file can't be read, with the reason.
  case unreadable(String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notARun(let path): "\(path): not a siam run (no run.json); siam runs lists the runs"
    case .unreadable(let reason): reason
    }
  }
}
