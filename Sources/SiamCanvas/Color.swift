/// A colour as it should look; the terminal shows the nearest it has.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// One of the terminal's own 16 colours, 0…15, in ANSI's order: the user has chosen what they look like.
  case palette(UInt8)
  /// 24-bit red, green, blue.
  case rgb(UInt8, UInt8, UInt8)
}
