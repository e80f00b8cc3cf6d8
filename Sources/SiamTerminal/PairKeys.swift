import SiamCanvas

/// The colour pairs of cells, as a terminal's level has them.
struct PairKeys {
  let level: ColorLevel
  /// Whether there is a colour of the terminal's own.
  let hasDefaultColors: Bool
  /// Whether unused pairs were given up for this canvas already.
  var hasEvicted = false

  init(level: ColorLevel, hasDefaultColors: Bool) {
    self.level = level
    self.hasDefaultColors = hasDefaultColors
  }

  /// The pair of a cell.
  func key(_ cell: Cell) -> ColorPairs.Pair {
    if cell.foreground == .standard, cell.background == .standard { return .standard }
    // A half block on a ground is no text: it is a ground too, such as a picture's upper pixel.
    let isGround = cell.scalar == "▀" && cell.background != .standard
    var pair = ColorPairs.Pair(
      foreground: level.number(cell.foreground, isBackground: isGround),
      background: level.number(cell.background, isBackground: true))
    if !hasDefaultColors {
      if pair == .standard { return pair }
      if pair.foreground < 0 { pair.foreground = 7 }
      if pair.background < 0 { pair.background = 0 }
    }
    return pair
  }

  /// The pairs of all cells of a canvas.
  func all(_ canvas: Canvas) -> Set<ColorPairs.Pair> {
    var pairs: Set<ColorPairs.Pair> = []
    for cell in canvas.cells { pairs.insert(key(cell)) }
    return pairs
  }
}
