import SiamCanvas

/// A line to type in, over the footer.
struct Prompt: Equatable, Sendable {
  /// What the line is for.
  enum Kind: Equatable, Sendable {
    /// A setting or a command.
    case command
    /// What to look for on the screen.
    case search
  }

  /// Characters at most.
  static let longest = 200

  let kind: Kind
  /// What was typed so far.
  private(set) var text = ""
  /// Characters before the cursor.
  private(set) var cursor = 0
  /// What is wrong with what was entered; gone with the next key.
  var problem: String?
  /// Which completion Tab has put in, of those of `stem`.
  private(set) var choice: Int?
  /// What was typed before Tab.
  private var stem = ""
  /// How far back in what was entered before.
  private var past = 0

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    self.text = String(text.prefix(Prompt.longest))
    cursor = self.text.count
  }

  /// What completions are of: what was typed, not what Tab has put in.
  var typed: String { choice == nil ? text : stem }

  /// A key that edits the line.
  ///
  /// - Parameters:
  ///   - key: any but Enter and Escape.
  ///   - completions: whole lines that Tab goes through.
  ///   - history: lines entered before, the newest last.
  mutating func edit(_ key: Key, completions: [String], history: [String]) {
    problem = nil
    switch key {
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
    guard character == nil || text.count < Prompt.longest else { return }
    let head = text.prefix(range.lowerBound)
    let tail = text.dropFirst(range.upperBound)
    text = head + (character.map(String.init) ?? "") + tail
    cursor = range.lowerBound + (character == nil ? 0 : 1)
  }

  private mutating func set(_ line: String) {
    text = String(line.prefix(Prompt.longest))
    cursor = text.count
  }

  private mutating func complete(_ completions: [String], by offset: Int) {
    guard !completions.isEmpty else { return }
    if choice == nil { stem = text }
    let count = completions.count
    let next = choice.map { ($0 + offset + count) % count } ?? (offset > 0 ? 0 : count - 1)
    set(completions[next])
    // The only one there is needs no second Tab: what follows completes anew.
    choice = count == 1 ? nil : next
  }

  private mutating func recall(_ history: [String], by offset: Int) {
    choice = nil
    past = min(history.count, max(0, past + offset))
    set(past == 0 ? "" : history[history.count - past])
  }
}
