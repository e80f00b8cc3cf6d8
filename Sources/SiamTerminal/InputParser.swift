import SiamCanvas

/// Turns the bytes a terminal sends into keys and mouse events.
///
/// Bytes may arrive split anywhere. Sequences that are unknown or malformed are dropped whole. An Escape key is told
/// from the start of a sequence by time: the owner calls `flush()` when nothing followed for a moment.
struct InputParser {
  private enum State {
    case ground
    /// After ESC.
    case escape
    /// After ESC O.
    case singleShift
    /// After ESC [, with what came so far.
    case control([UInt8])
    /// After ESC [ [, of the Linux console's function keys.
    case consoleFunction
    /// After ESC [ M, with the old mouse report's bytes so far, which are three.
    case oldMouse([UInt8])
    /// In an answer to some program's question (ESC ] or ESC P), with what came so far and whether ESC was last.
    case text(opener: UInt8, content: [UInt8], endsWithEscape: Bool)
    /// In a character of several bytes.
    case character([UInt8], length: Int)
  }

  /// Longer control sequences mean nothing.
  static let longestSequence = 64
  /// Longer answers are cut.
  static let longestText = 4096

  /// What the terminal has answered so far.
  private(set) var answers = TerminalAnswers()
  private var state = State.ground

  /// Whether what came could be keys as well as the start of a sequence, so that `flush()` is due in a while.
  ///
  /// A mouse report or a character that a slow line cuts in two is no key, however long the rest takes.
  var isPending: Bool {
    switch state {
    case .ground, .oldMouse, .character: false
    case .control(let content): content.isEmpty
    case .text(_, let content, let endsWithEscape): content.isEmpty && !endsWithEscape
    case .escape, .singleShift, .consoleFunction: true
    }
  }

  /// The inputs that some more bytes complete.
  mutating func parse(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    for byte in bytes { take(byte, into: &inputs) }
    return inputs
  }

  /// Ends what is pending: what looked like the start of a sequence were keys.
  mutating func flush() -> [Input] {
    guard isPending else { return [] }
    defer { state = .ground }
    switch state {
    case .escape: return [.key(.escape)]
    case .singleShift: return [.key(.escape), .key(.character("O"))]
    case .control(let content) where content.isEmpty: return [.key(.escape), .key(.character("["))]
    case .text(let opener, _, _):
      return [.key(.escape), .key(.character(Character(Unicode.Scalar(opener))))]
    default: return []
    }
  }

  private mutating func take(_ byte: UInt8, into inputs: inout [Input]) {
    switch state {
    case .ground: takeFirst(byte, into: &inputs)
    case .escape: takeAfterEscape(byte, into: &inputs)
    case .singleShift:
      state = .ground
      if let key = Self.singleShiftKey(byte) { inputs.append(.key(key)) }
      if byte == 0x1B { state = .escape }
    case .control(let content): takeControl(byte, after: content, into: &inputs)
    case .consoleFunction: state = .ground
    case .oldMouse(let content):
      let report = content + [byte]
      state = report.count < 3 ? .oldMouse(report) : .ground
      if report.count == 3, let event = Self.oldMouseEvent(report) { inputs.append(.mouse(event)) }
    case .text(let opener, let content, let endsWithEscape):
      takeText(byte, after: content, opener: opener, endsWithEscape: endsWithEscape, into: &inputs)
    case .character(let start, let length): takeContinuation(byte, after: start, length: length, into: &inputs)
    }
  }

  private mutating func takeFirst(_ byte: UInt8, into inputs: inout [Input]) {
    switch byte {
    case 0x1B: state = .escape
    case 0x00..<0x20, 0x7F:
      if let key = Self.controlKey(byte) { inputs.append(.key(key)) }
    case 0x20..<0x7F: inputs.append(.key(.character(Character(Unicode.Scalar(byte)))))
    case 0xC2...0xDF: state = .character([byte], length: 2)
    case 0xE0...0xEF: state = .character([byte], length: 3)
    case 0xF0...0xF4: state = .character([byte], length: 4)
    default: break
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, into inputs: inout [Input]) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .text(opener: byte, content: [], endsWithEscape: false)
    default:
      // Escape and a key soon after it, or a key with Alt, for which there is no use: the same bytes.
      inputs.append(.key(.escape))
      state = .ground
      takeFirst(byte, into: &inputs)
    }
  }

  /// An answer ends with BEL or ESC \; any other control character is a key pressed in the middle of nothing.
  private mutating func takeText(
    _ byte: UInt8, after content: [UInt8], opener: UInt8, endsWithEscape: Bool, into inputs: inout [Input]
  ) {
    switch byte {
    case 0x07,
      UInt8(ascii: "\\") where endsWithEscape:
      state = .ground
      if opener == UInt8(ascii: "]") { answers.take(text: content) }
    case 0x1B where !endsWithEscape: state = .text(opener: opener, content: content, endsWithEscape: true)
    case _ where endsWithEscape:
      state = .escape
      takeAfterEscape(byte, into: &inputs)
    case 0x00..<0x20:
      state = .ground
      takeFirst(byte, into: &inputs)
    default:
      let isCut = content.count >= Self.longestText
      state = isCut ? .ground : .text(opener: opener, content: content + [byte], endsWithEscape: false)
    }
  }

  private mutating func takeControl(_ byte: UInt8, after content: [UInt8], into inputs: inout [Input]) {
    switch byte {
    case UInt8(ascii: "[") where content.isEmpty: state = .consoleFunction
    case UInt8(ascii: "M") where content.isEmpty: state = .oldMouse([])
    case 0x20..<0x40:
      // Beyond the limit nothing is kept, but the end is still waited for.
      state = .control(content.count < Self.longestSequence ? content + [byte] : content)
    case 0x40..<0x7F:
      state = .ground
      guard content.count < Self.longestSequence else { return }
      if let input = Self.controlInput(content, final: byte) { inputs.append(input) }
      if byte == UInt8(ascii: "c"), content.first == UInt8(ascii: "?") { answers.hasIdentified = true }
    default:
      state = .ground
      takeFirst(byte, into: &inputs)
    }
  }

  private mutating func takeContinuation(
    _ byte: UInt8, after start: [UInt8], length: Int, into inputs: inout [Input]
  ) {
    guard (0x80..<0xC0).contains(byte) else {
      state = .ground
      takeFirst(byte, into: &inputs)
      return
    }
    let bytes = start + [byte]
    guard bytes.count == length else {
      state = .character(bytes, length: length)
      return
    }
    state = .ground
    // Overlong forms, surrogates and C1 controls are none.
    guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return }
    inputs.append(.key(.character(Character(scalar))))
  }
}
