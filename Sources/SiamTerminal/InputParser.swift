import SiamCanvas

/// Parses the bytes a terminal sends into keys and mouse events.
///
/// Bytes may arrive split anywhere. Unknown and malformed sequences are dropped whole. An Escape key differs from the
/// start of a sequence only in time: the owner calls `flush()` when nothing has followed for a moment.
struct InputParser {
  private enum State {
    case ground
    /// After ESC.
    case escape
    /// After ESC O.
    case singleShift
    /// After ESC [, with the bytes that followed it.
    case control([UInt8])
    /// After ESC [ [, the prefix of the Linux console's function keys.
    case consoleFunction
    /// After ESC [ M, with the bytes so far of an old mouse report, which has three.
    case oldMouse([UInt8])
    /// In a reply to a query (ESC ] or ESC P), with the bytes so far and whether ESC was the last one.
    case text(opener: UInt8, content: [UInt8], endsWithEscape: Bool)
    /// In a character of several bytes, with the bytes so far and their final number.
    case character([UInt8], length: Int)
  }

  /// The maximum length of a control sequence, in bytes; longer ones are dropped.
  static let maxSequenceLength = 64
  /// The maximum length of a reply, in bytes; longer ones are truncated.
  static let maxTextLength = 4096

  /// The terminal's replies so far.
  private(set) var replies = TerminalReplies()
  private var state = State.ground

  /// Whether the pending bytes could be keys as well as the start of a sequence, so that `flush()` must follow.
  ///
  /// A mouse report or a character that a slow line cuts in two is never a key, however late the rest arrives.
  var isPending: Bool {
    switch state {
    case .ground, .oldMouse, .character: false
    case .control(let content): content.isEmpty
    case .text(_, let content, let endsWithEscape): content.isEmpty && !endsWithEscape
    case .escape, .singleShift, .consoleFunction: true
    }
  }

  /// Parses more bytes and returns the inputs they complete.
  mutating func parse(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    for byte in bytes { parse(byte: byte, into: &inputs) }
    return inputs
  }

  /// Returns the pending bytes as keys: what looked like the start of a sequence was typed.
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

  private mutating func parse(byte: UInt8, into inputs: inout [Input]) {
    switch state {
    case .ground: parseGround(byte, into: &inputs)
    case .escape: parseAfterEscape(byte, into: &inputs)
    case .singleShift:
      state = .ground
      if let key = Self.singleShiftKey(byte) { inputs.append(.key(key)) }
      if byte == 0x1B { state = .escape }
    case .control(let content): parseControl(byte, after: content, into: &inputs)
    case .consoleFunction: state = .ground
    case .oldMouse(let content):
      let report = content + [byte]
      state = report.count < 3 ? .oldMouse(report) : .ground
      if report.count == 3, let event = Self.oldMouseEvent(report) { inputs.append(.mouse(event)) }
    case .text(let opener, let content, let endsWithEscape):
      parseText(byte, after: content, opener: opener, endsWithEscape: endsWithEscape, into: &inputs)
    case .character(let start, let length): parseContinuation(byte, after: start, length: length, into: &inputs)
    }
  }

  private mutating func parseGround(_ byte: UInt8, into inputs: inout [Input]) {
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

  private mutating func parseAfterEscape(_ byte: UInt8, into inputs: inout [Input]) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"): state = .text(opener: byte, content: [], endsWithEscape: false)
    default:
      // Escape followed at once by a key and a key with Alt send the same bytes; siam has no use for Alt.
      inputs.append(.key(.escape))
      state = .ground
      parseGround(byte, into: &inputs)
    }
  }

  /// Parses a byte of a reply, which ends with BEL or ESC \; any other control character is a key press.
  private mutating func parseText(
    _ byte: UInt8, after content: [UInt8], opener: UInt8, endsWithEscape: Bool, into inputs: inout [Input]
  ) {
    switch byte {
    case 0x07,
      UInt8(ascii: "\\") where endsWithEscape:
      state = .ground
      if opener == UInt8(ascii: "]") { replies.apply(text: content) }
    case 0x1B where !endsWithEscape: state = .text(opener: opener, content: content, endsWithEscape: true)
    case _ where endsWithEscape:
      state = .escape
      parseAfterEscape(byte, into: &inputs)
    case 0x00..<0x20:
      state = .ground
      parseGround(byte, into: &inputs)
    default:
      let isCut = content.count >= Self.maxTextLength
      state = isCut ? .ground : .text(opener: opener, content: content + [byte], endsWithEscape: false)
    }
  }

  private mutating func parseControl(_ byte: UInt8, after content: [UInt8], into inputs: inout [Input]) {
    switch byte {
    case UInt8(ascii: "[") where content.isEmpty: state = .consoleFunction
    case UInt8(ascii: "M") where content.isEmpty: state = .oldMouse([])
    case 0x20..<0x40:
      // Beyond the limit nothing is stored, but the sequence still has to end.
      state = .control(content.count < Self.maxSequenceLength ? content + [byte] : content)
    case 0x40..<0x7F:
      state = .ground
      guard content.count < Self.maxSequenceLength else { return }
      if let input = Self.controlInput(content, final: byte) { inputs.append(input) }
      if byte == UInt8(ascii: "c"), content.first == UInt8(ascii: "?") { replies.isComplete = true }
    default:
      state = .ground
      parseGround(byte, into: &inputs)
    }
  }

  private mutating func parseContinuation(
    _ byte: UInt8, after start: [UInt8], length: Int, into inputs: inout [Input]
  ) {
    guard (0x80..<0xC0).contains(byte) else {
      state = .ground
      parseGround(byte, into: &inputs)
      return
    }
    let bytes = start + [byte]
    guard bytes.count == length else {
      state = .character(bytes, length: length)
      return
    }
    state = .ground
    // Overlong forms, surrogates and C1 controls are not characters.
    guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return }
    inputs.append(.key(.character(Character(scalar))))
  }
}
