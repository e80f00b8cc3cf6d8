import SiamCanvas

extension InputParser {
  /// Returns the key of a control character.
  static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x08, 0x7F: return .backspace
    case 0x00: return .control(" ")
    case 0x01...0x1A: return .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: return .control(Character(Unicode.Scalar(byte + 0x40)))
    default: return nil
    }
  }

  /// Returns the key of ESC O and a letter: arrows in the mode that ncurses sets, and the keypad.
  static func singleShiftKey(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    // The codes of the keypad's digits and signs are 64 above ASCII.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): return .character(Character(Unicode.Scalar(letter - 64)))
    default: return letterKey(letter)
    }
  }

  /// Returns the input for ESC [, some parameters and a final byte; nil if the sequence is unknown.
  static func controlInput(_ content: [UInt8], final: UInt8) -> Input? {
    if content.first == UInt8(ascii: "<") {
      return mouseEvent(content.dropFirst(), final: final).map(Input.mouse)
    }
    guard let parameters = numbers(content) else { return nil }
    if final == UInt8(ascii: "~") { return numberedKey(parameters.first ?? 0).map(Input.key) }
    return letterKey(final).map(Input.key)
  }

  private static func letterKey(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return .right
    case UInt8(ascii: "D"): return .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    default: return nil
    }
  }

  private static func numberedKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: return .home
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    default: return nil
    }
  }

  /// Parses numbers separated by `;`, where an empty one is 0; nil for anything else and for numbers above 65,535.
  static func numbers(_ content: some Sequence<UInt8>) -> [Int]? {
    var numbers = [0]
    for byte in content {
      if byte == UInt8(ascii: ";") {
        numbers.append(0)
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        let number = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
        guard number <= 65_535 else { return nil }
        numbers[numbers.count - 1] = number
      } else {
        return nil
      }
    }
    return numbers
  }

  /// Parses a report of mouse mode 1006: button, column and row from 1, then `M`, or `m` for a release.
  private static func mouseEvent(_ content: ArraySlice<UInt8>, final: UInt8) -> MouseEvent? {
    guard let report = numbers(content), report.count == 3, report[1] > 0, report[2] > 0 else { return nil }
    switch final {
    case UInt8(ascii: "M"): return mouseEvent(button: report[0], column: report[1], row: report[2])
    case UInt8(ascii: "m") where report[0] & 0b1100_0011 == 0:
      return MouseEvent(.release, column: report[1] - 1, row: report[2] - 1)
    default: return nil
    }
  }

  /// Parses a report of a terminal without mouse mode 1006: three bytes, each 32 above its value.
  static func oldMouseEvent(_ report: [UInt8]) -> MouseEvent? {
    guard report.count == 3, report[0] >= 32, report[1] > 32, report[2] > 32 else { return nil }
    let (button, column, row) = (Int(report[0]) - 32, Int(report[1]) - 32, Int(report[2]) - 32)
    if button & 0b1110_0011 == 3 { return MouseEvent(.release, column: column - 1, row: row - 1) }
    return mouseEvent(button: button, column: column, row: row)
  }

  private static func mouseEvent(button: Int, column: Int, row: Int) -> MouseEvent? {
    // Shift, Alt and Ctrl are ignored.
    let action: MouseEvent.Action
    switch button & ~0b1_1100 {
    case 0: action = .press
    case 32: action = .drag
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    default: return nil
    }
    return MouseEvent(action, column: column - 1, row: row - 1)
  }
}
