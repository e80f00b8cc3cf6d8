internal import SiamMessages

/// Scalars of a run as CSV: a header `step,loss/training,…`, then a line a step, empty where a scalar wasn't told.
public struct ScalarTable {
  private let history: RunHistory
  /// Those that are wanted, in the order the run first told them.
  public let names: [String]

  /// The scalars of a run's journal.
  ///
  /// - Parameters:
  ///   - history: the run's events.
  ///   - words: names of scalars or of their groups, such as `loss`; all where empty.
  /// - Throws: `ExportError.noScalar` where a word names none the run told.
  public init(_ history: RunHistory, naming words: [String] = []) throws(ExportError) {
    let known = history.scalarNames
    if let word = words.first(where: { word in !known.contains { Self.isNamed($0, by: word) } }) {
      throw .noScalar(word, known: known)
    }
    names = known.filter { name in words.isEmpty || words.contains { Self.isNamed(name, by: $0) } }
    self.history = history
  }

  /// Whether a scalar is asked for by a word: its name, or its group's.
  private static func isNamed(_ name: String, by word: String) -> Bool { name == word || name.hasPrefix(word + "/") }

  /// Calls `body` with line after line, their ends included.
  ///
  /// - Throws: `ExportError.unreadable`, or what `body` throws.
  public func forEachLine(_ body: (String) throws(ExportError) -> Void) throws(ExportError) {
    try body("step," + names.joined(separator: ",") + "\n")
    var row = Row()
    try history.forEach { event throws(ExportError) in
      guard let (step, scalars) = Self.told(by: event) else { return }
      if step != row.step, let line = row.line(names) { try body(line) }
      if step != row.step { row = Row(step: step) }
      for scalar in scalars { row.values[scalar.name] = scalar.value }
    }
    if let line = row.line(names) { try body(line) }
  }

  private static func told(by event: TrainingEvent) -> (step: Int, scalars: [RunScalar])? {
    switch event {
    case .step(let report): (report.step, RunScalar.told(by: event))
    case .evaluation(let report): (report.step, RunScalar.told(by: event))
    default: nil
    }
  }

  /// What was told of one step.
  private struct Row {
    var step: Int?
    var values: [String: Float] = [:]

    /// Nil where nothing of it is wanted.
    func line(_ names: [String]) -> String? {
      guard let step, names.contains(where: { values[$0] != nil }) else { return nil }
      return "\(step)," + names.map { name in values[name].map { "\($0)" } ?? "" }.joined(separator: ",") + "\n"
    }
  }
}
