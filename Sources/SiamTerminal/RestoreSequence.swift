/// The bytes that restore a terminal, built from its description.
struct RestoreSequence: Equatable {
  /// Turns on reports of presses, drags and the wheel (1002), in the format without a limit on coordinates (1006).
  static let mouseOn = Array("\u{1B}[?1002h\u{1B}[?1006h".utf8)
  /// Turns mouse reports off; the opposite of `mouseOn`.
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1002l".utf8)
  /// Begins a synchronized update: the frame appears at `updateEnd`. Terminals that don't know it ignore it.
  static let updateBegin = Array("\u{1B}[?2026h".utf8)
  /// Ends a synchronized update and shows the frame.
  static let updateEnd = Array("\u{1B}[?2026l".utf8)

  let bytes: [UInt8]

  /// - Parameters:
  ///   - usesMouse: whether mouse reports must be turned off.
  ///   - synchronizes: whether a synchronized update could be in progress.
  ///   - capability: returns a string capability of the terminal's description by its name.
  init(usesMouse: Bool, synchronizes: Bool, capability: (String) -> [UInt8]?) {
    func plain(_ name: String) -> [UInt8] { Self.withoutDelays(capability(name) ?? []) }
    var bytes = plain("sgr0") + plain("op")
    if synchronizes { bytes += Self.updateEnd }
    if usesMouse { bytes += Self.mouseOff }
    bytes += plain("rmkx")
    let leavesOtherScreen = plain("rmcup")
    bytes += leavesOtherScreen.isEmpty ? Array("\r\n".utf8) : leavesOtherScreen
    bytes += plain("cnorm")
    self.bytes = bytes
  }

  /// Returns a capability without its delays, `$<…>`, which old devices needed.
  static func withoutDelays(_ capability: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < capability.count {
      if capability[index] == UInt8(ascii: "$"), index + 1 < capability.count,
        capability[index + 1] == UInt8(ascii: "<"), let end = capability[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        index = end + 1
      } else {
        result.append(capability[index])
        index += 1
      }
    }
    return result
  }
}
