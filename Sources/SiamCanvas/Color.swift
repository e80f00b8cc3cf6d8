/// A colour as it should look; the terminal shows the nearest it has.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// 24-bit red, green, blue.
  case rgb(UInt8, UInt8, UInt8)
}
