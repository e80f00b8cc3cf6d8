import SiamCanvas

/// The signs of marked points on a map. Each has its own shape and colour.
enum MapSign: CaseIterable, Sendable {
  /// An image of the chosen image's class.
  case sameClass
  /// A neighbour of the chosen image, of another class.
  case otherClass
  /// An image that is more similar to one of another class than to its own.
  case similarPair
  /// The chosen image.
  case chosen

  /// The character of the sign.
  func scalar(_ charset: Charset) -> Unicode.Scalar {
    let isASCII = charset == .ascii
    return switch self {
    case .similarPair: isASCII ? "x" : "×"
    case .sameClass: isASCII ? "*" : "●"
    case .otherClass: isASCII ? "o" : "○"
    case .chosen: isASCII ? "@" : "◎"
    }
  }

  /// The style of the sign. As everywhere, the same class has the colour of d⁺ and other classes have that of d⁻.
  func style(_ theme: Theme) -> Style {
    switch self {
    case .similarPair: theme.warning
    case .sameClass: theme.positive
    case .otherClass: theme.negative
    case .chosen: theme.accent.adding(.reverse)
    }
  }

  /// The label in the legend.
  var label: String {
    switch self {
    case .similarPair: "similar pair"
    case .sameClass: "same class"
    case .otherClass: "other class"
    case .chosen: "selected"
    }
  }

  /// The sign as styled text.
  func span(_ theme: Theme, _ charset: Charset) -> Span {
    Span(String(Character(scalar(charset))), style(theme))
  }
}
