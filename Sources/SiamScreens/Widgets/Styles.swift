import SiamCanvas
import SiamCore

extension Theme {
  /// Returns a style mixed with the background, where `share` 0…1 is what remains of it; unchanged without colours.
  func faded(_ style: Style, to share: Double) -> Style {
    hasColour ? Style(Color.mix(paper, style.foreground, share)) : style
  }
}

/// How each kind of triplet looks on every screen.
extension TripletKind {
  /// The name of the kind.
  var word: String {
    switch self {
    case .hard: "hard"
    case .semiHard: "semi-hard"
    case .easy: "easy"
    }
  }

  /// A character for the kind, so that it can be recognised without colour.
  var sign: String {
    switch self {
    case .hard: "●"
    case .semiHard: "◆"
    case .easy: "○"
    }
  }

  /// The colour of the kind.
  func style(_ theme: Theme) -> Style {
    switch self {
    case .hard: theme.warning
    case .semiHard: theme.accent
    case .easy: theme.dim
    }
  }

  /// The dot pattern that fills the kind's area in a chart.
  var texture: Texture {
    switch self {
    case .hard: .solid
    case .semiHard: .rising(every: 2)
    case .easy: .falling(every: 4)
    }
  }
}
