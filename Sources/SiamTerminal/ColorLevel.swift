/// How many colours a terminal shows.
package enum ColorLevel: Int, Comparable, Sendable, CaseIterable {
  /// None, or `NO_COLOR` asks for none.
  case monochrome
  /// The first eight of the sixteen.
  case eight
  /// The sixteen of the user's palette.
  case sixteen
  /// xterm's 256.
  case palette256
  /// 24 bits.
  case direct

  package static func < (one: ColorLevel, other: ColorLevel) -> Bool { one.rawValue < other.rawValue }

  /// What the environment and the terminal's description promise.
  ///
  /// - Parameters:
  ///   - noColor: the variable `NO_COLOR`; any value but an empty one asks for no colour.
  ///   - colorTerm: the variable `COLORTERM`.
  ///   - described: the number of colours the description has; none is negative.
  init(noColor: String?, colorTerm: String?, described: Int) {
    if let noColor, !noColor.isEmpty {
      self = .monochrome
    } else if let colorTerm, ["truecolor", "24bit"].contains(colorTerm.lowercased()) {
      self = .direct
    } else {
      self.init(described: described)
    }
  }

  /// The level of a description's number of colours.
  init(described: Int) {
    switch described {
    case 0x100_0000...: self = .direct
    case 256...: self = .palette256
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .monochrome
    }
  }
}
