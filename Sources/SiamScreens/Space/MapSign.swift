import SiamCanvas

/// Points of a map that are marked, each with a shape and a colour of its own.
enum MapSign: CaseIterable, Sendable {
  /// Of the chosen image's class.
  case sameClass
  /// Near the chosen image, of another class.
  case otherClass
  /// An image and one of another class that look alike to the network.
  case lookAlike
  /// The chosen image.
  case chosen

  /// The sign.
  func scalar(_ charset: Charset) -> Unicode.Scalar {
    let isASCII = charset == .ascii
    return switch self {
    case .lookAlike: isASCII ? "x" : "×"
    case .sameClass: isASCII ? "*" : "●"
    case .otherClass: isASCII ? "o" : "○"
    case .chosen: isASCII ? "@" : "◎"
    }
  }

  /// Its colours: same classes as d⁺ has them everywhere, others as d⁻ has.
  func style(_ theme: Theme) -> Style {
    switch self {
    case .lookAlike: theme.warning
    case .sameClass: theme.positive
    case .otherClass: theme.negative
    case .chosen: theme.accent.adding(.reverse)
    }
  }

  /// For the legend.
  var word: String {
    switch self {
    case .lookAlike: "look-alikes"
    case .sameClass: "its class"
    case .otherClass: "other class"
    case .chosen: "chosen"
    }
  }

  /// As a cell of text.
  func span(_ theme: Theme, _ charset: Charset) -> Span {
    Span(String(Character(scalar(charset))), style(theme))
  }
}
