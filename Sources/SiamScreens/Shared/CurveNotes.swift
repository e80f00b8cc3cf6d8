/// Where along the run settings were changed, for marks on its curves.
struct CurveNotes: Equatable, Sendable {
  /// Notes kept, the newest.
  static let capacity = 64

  /// A change.
  struct Note: Equatable, Sendable {
    /// Steps taken when it took effect.
    var step: Int
    /// What it is now, in a few characters, such as `α 0.30`.
    var text: String
  }

  private(set) var all: [Note] = []

  /// Adds a note; a second one about the same thing at the same step replaces the first.
  mutating func add(_ text: String, step: Int) {
    let head = text.prefix { $0 != " " }
    if let last = all.last, last.step == step, last.text.prefix(while: { $0 != " " }) == head { all.removeLast() }
    all.append(Note(step: step, text: String(text.prefix(24))))
    if all.count > CurveNotes.capacity { all.removeFirst() }
  }
}
