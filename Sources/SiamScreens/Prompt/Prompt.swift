import SiamCanvas

/// The state of the line that is typed after `:` or `/`.
struct Prompt: Equatable, Sendable {
  /// What the line is for.
  enum Kind: Equatable, Sendable {
    /// A setting or a command.
    case command
    /// A text to search for on the screen.
    case search
  }

  /// The maximum length in characters.
  static let maxLength = 200

  let kind: Kind
  /// The text of the line.
  private(set) var text = ""
  /// The number of characters before the cursor.
  private(set) var cursor = 0
  /// Why the entered line is invalid; cleared by the next key.
  var problem: String?
  /// The index of the completion of `stem` that Tab has inserted.
  private(set) var choice: Int?
  /// The text before Tab was pressed.
  private var stem = ""
  /// How many lines back in the history; 0 for the line that is typed.
  private var past = 0

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    self.text = String(text.prefix(Prompt.maxLength))
    cursor = self.text.count
  }

  /// The text to complete: without what Tab has inserted.
  var typed: String { choice == nil ? text : stem }

  /// Edits the line.
  ///
  /// - Parameters:
  ///   - key: any key but Enter and Escape.
  ///   - completions: the completed lines through which Tab cycles.
  ///   - history: the lines entered before, the newest last.
  mutating func edit(_ key: Key, completions: [String], history: [String]) {
    let isRejected = problem != nil
    problem = nil
    switch key {
    // A line never begins with a colon: after an error, it starts another line.
    case .character(":") where isRejected && kind == .command: replace(0..<text.count)
    case .tab: complete(completions, by: 1)
    case .backTab: complete(completions, by: -1)
    case .down where choice != nil: complete(completions, by: 1)
    case .up where choice != nil: complete(completions, by: -1)
    case .up: recall(history, by: 1)
    case .down: recall(history, by: -1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("u"): replace(0..<cursor)
    case .control("w"): replace(wordStart..<cursor)
    case .backspace: replace(max(0, cursor - 1)..<cursor)
    case .delete: replace(cursor..<min(text.count, cursor + 1))
    case .character(let character): replace(cursor..<cursor, with: character)
    default: break
    }
  }

  private var wordStart: Int {
    let before = Array(text.prefix(cursor))
    let trimmed = before.lastIndex { $0 != " " } ?? -1
    return (before[..<(trimmed + 1)].lastIndex(of: " ") ?? -1) + 1
  }

  private mutating func replace(_ range: Range<Int>, with character: Character? = nil) {
    (choice, past) = (nil, 0)
    guard character == nil || text.count < Prompt.maxLength else { return }
    let head = text.prefix(range.lowerBound)
    let tail = text.dropFirst(range.upperBound)
    // An accent typed after its letter joins it.
    let typed = String(head) + (character.map(String.init) ?? "")
    text = typed + tail
    cursor = typed.count
  }

  private mutating func set(_ line: String) {
    text = String(line.prefix(Prompt.maxLength))
    cursor = text.count
  }

  private mutating func complete(_ completions: [String], by offset: Int) {
    guard !completions.isEmpty else { return }
    if choice == nil { stem = text }
    let count = completions.count
    let next = choice.map { ($0 + offset + count) % count } ?? (offset > 0 ? 0 : count - 1)
    set(completions[next])
    // After the only completion, the next Tab completes what follows it.
    choice = count == 1 ? nil : next
  }

  private mutating func recall(_ history: [String], by offset: Int) {
    choice = nil
    past = min(history.count, max(0, past + offset))
    set(past == 0 ? "" : history[history.count - past])
  }
}
