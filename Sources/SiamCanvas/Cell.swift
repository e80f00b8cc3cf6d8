/// One character cell of the screen.
public struct Cell: Hashable, Sendable {
  /// The character, printable and one or two columns wide; U+0000 in the cell that a wide character on the left
  /// extends into.
  public var scalar: Unicode.Scalar
  /// The colour of the character.
  public var foreground: Color
  /// The colour behind it.
  public var background: Color
  /// Bold, dim and the like.
  public var attributes: Attributes

  /// Creates a cell (default: blank).
  public init(
    _ scalar: Unicode.Scalar = " ", foreground: Color = .standard, background: Color = .standard,
    attributes: Attributes = []
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Whether this is the second cell of the wide character on its left.
  public var isContinuation: Bool { scalar.value == 0 }

  /// Whether the character takes this cell and the next one.
  package var isWide: Bool { WideCharacters.contains(scalar.value) }

  /// The same cell with another character.
  package func with(_ scalar: Unicode.Scalar) -> Cell {
    Cell(scalar, foreground: foreground, background: background, attributes: attributes)
  }

  /// The attributes of a character other than its colours.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Bold.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter than normal.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
  }
}
