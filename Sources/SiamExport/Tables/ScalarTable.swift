import SiamCore

/// The scalars of a run as CSV: a header `step,loss/training,…`, then one line per step, with empty fields for missing
/// scalars.
public struct ScalarTable {
  private let history: RunHistory
  /// The names of the selected scalars, in the order of their first appearance.
  public let names: [String]

  /// Creates a table of a run's scalars.
  ///
  /// - Parameters:
  ///   - history: the run's events.
  ///   - filters: names of scalars or of their groups, such as `loss`; empty selects all.
  /// - Throws: `ExportError.noScalar` if a filter matches no scalar of the run.
  public init(_ history: RunHistory, naming filters: [String] = []) throws(ExportError) {
    let known = history.scalarNames
    if let unknown = filters.first(where: { filter in !known.contains { Self.matches($0, filter) } }) {
      throw .noScalar(unknown, known: known)
    }
    names = known.filter { name in filters.isEmpty || filters.contains { Self.matches(name, $0) } }
    self.history = history
  }

  /// Whether a scalar matches a filter: its name, or its group's.
  private static func matches(_ name: String, _ filter: String) -> Bool {
    name == filter || name.hasPrefix(filter + "/")
  }

  /// Calls `body` with each line, including its line feed.
  ///
  /// - Throws: `ExportError.unreadable`, or what `body` throws.
  public func forEachLine(_ body: (String) throws(ExportError) -> Void) throws(ExportError) {
    try body("step," + names.joined(separator: ",") + "\n")
    var row = Row()
    try history.forEach { event throws(ExportError) in
      guard let (step, scalars) = Self.scalars(of: event) else { return }
      if step != row.step, let line = row.line(names) { try body(line) }
      if step != row.step { row = Row(step: step) }
      for scalar in scalars { row.values[scalar.name] = scalar.value }
    }
    if let line = row.line(names) { try body(line) }
  }

  private static func scalars(of event: TrainingEvent) -> (step: Int, scalars: [RunScalar])? {
    switch event {
    case .step(let report): (report.step, RunScalar.scalars(of: event))
    case .evaluation(let report): (report.step, RunScalar.scalars(of: event))
    default: nil
    }
  }

  /// The scalars of one step.
  private struct Row {
    var step: Int?
    var values: [String: Float] = [:]

    /// Returns the row's line; nil if it has none of the scalars.
    func line(_ names: [String]) -> String? {
      guard let step, names.contains(where: { values[$0] != nil }) else { return nil }
      return "\(step)," + names.map { name in values[name].map { "\($0)" } ?? "" }.joined(separator: ",") + "\n"
    }
  }
}
