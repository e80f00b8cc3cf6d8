internal import Foundation
public import SiamMessages

extension RunsComparison {
  /// Compares the runs in some folders by what `run.json` and the journals say.
  ///
  /// - Throws: `RunsComparisonError` where a folder is no run that can be read.
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

  /// What came of a run while it went, and is no difference of what was asked for.
  private static let outcomes: Set<String> = ["plannedSteps", "plannedAt", "started"]

  private static func fields(ofRun path: String) throws(RunsComparisonError) -> [String: String] {
    guard FileManager.default.fileExists(atPath: path + "/run.json") else { throw .noRun(path) }
    let description: RunDescription
    do throws(ModelError) {
      description = try RunDescription(in: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(error.description)
    }
    let found = (try? JSONFields(description).values) ?? [:]
    return Dictionary(
      uniqueKeysWithValues: found.filter { !outcomes.contains($0.key) }.map { name, value in
        (name.hasPrefix("recipe.") ? String(name.dropFirst("recipe.".count)) : name, value)
      })
  }
}

/// Why runs can't be compared.
public enum RunsComparisonError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A folder that is no run, or isn't there.
  case noRun(String)
  /// What is wrong with a run's file.
  case unreadable(String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .noRun(let path): "\(path): no run's folder, as it holds no run.json; `siam runs` lists those there are"
    case .unreadable(let reason): reason
    }
  }
}
