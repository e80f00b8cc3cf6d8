/// What happened, newest last; the oldest lines are dropped.
struct RunLog: Equatable, Sendable {
  /// Lines kept.
  static let capacity = 200

  /// How a line looks.
  enum Kind: Equatable, Sendable {
    /// In passing.
    case note
    /// A person changed something.
    case command
    /// Held-out classes were examined.
    case evaluation
    /// Went well.
    case good
    /// Needs attention.
    case warning
  }

  /// A line.
  struct Entry: Equatable, Sendable {
    /// Steps taken when it happened.
    var step: Int
    /// What happened.
    var text: String
    /// How it looks.
    var kind: Kind
  }

  private(set) var entries: [Entry] = []

  /// Adds a line.
  mutating func add(_ text: String, kind: Kind, step: Int) {
    entries.append(Entry(step: step, text: String(text.prefix(400)), kind: kind))
    if entries.count > RunLog.capacity { entries.removeFirst(entries.count - RunLog.capacity) }
  }
}
