/// The log of a run, the newest line last; the oldest lines are dropped.
struct RunLog: Equatable, Sendable {
  /// The maximum number of lines.
  static let capacity = 200

  /// What a line is about, which decides its style.
  enum Kind: Equatable, Sendable {
    /// Background information.
    case note
    /// The result of something the user requested.
    case result
    /// A command took effect.
    case command
    /// An evaluation of the validation classes.
    case evaluation
    /// Success.
    case good
    /// A problem that needs attention.
    case warning
  }

  /// A line of the log.
  struct Entry: Equatable, Sendable {
    /// The number of completed steps.
    var step: Int
    /// The text of the line.
    var text: String
    /// What the line is about.
    var kind: Kind
    /// The time since the program started, in seconds.
    var at: Double
  }

  private(set) var entries: [Entry] = []

  /// Adds a line; the accuracies of one evaluation share a line.
  mutating func add(_ text: String, kind: Kind, step: Int, at clock: Double) {
    if kind == .evaluation, let last = entries.last, last.kind == .evaluation, last.step == step, last.text.count < 200
    {
      entries[entries.count - 1].text = last.text.replacing(" %", with: "") + ", \(text)"
      return
    }
    entries.append(Entry(step: step, text: String(text.prefix(400)), kind: kind, at: clock))
    if entries.count > RunLog.capacity { entries.removeFirst(entries.count - RunLog.capacity) }
  }
}
