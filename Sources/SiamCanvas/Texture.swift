/// Which dots of an area are drawn, so that areas differ without colours.
package enum Texture: Hashable, Sendable {
  /// All of them.
  case solid
  /// Diagonals that rise to the right, a dot of every few in a row; 2 is a chequerboard.
  case rising(every: Int)
  /// Diagonals that fall to the right, a dot of every few in a row.
  case falling(every: Int)

  /// Whether a dot is drawn.
  func contains(_ x: Int, _ y: Int) -> Bool {
    switch self {
    case .solid: true
    case .rising(let every): every < 2 || (x + y) % every == 0
    case .falling(let every): every < 2 || (x + y * (every - 1)) % every == 0
    }
  }
}
