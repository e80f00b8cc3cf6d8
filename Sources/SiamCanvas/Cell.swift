/// One character cell of the screen.
public struct Cell: Hashable, Sendable {
  /// One column wide, printable.
  public var scalar: Unicode.Scalar
  /// Of the character.
  public var foreground: Color
  /// Behind it.
  public var background: Color
  /// Bold, dim and the like.
  public var attributes: Attributes

  /// A cell; blank by default.
  public init(
    _ scalar: Unicode.Scalar = " ", foreground: Color = .standard, background: Color = .standard,
    attributes: Attributes = []
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// How a character is drawn beside its colours.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The set's bits.
    public let rawValue: UInt8
    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// With a line below.
    public static let underline = Attributes(rawValue: 8)
  }
}
