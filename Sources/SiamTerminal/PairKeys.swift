import SiamCanvas

/// Maps cells to colour pairs at a terminal's colour level.
struct PairKeys {
  let level: ColorLevel
  /// Whether the terminal has default colours.
  let hasDefaultColors: Bool
  /// Whether unused pairs were already evicted for this canvas.
  var hasEvicted = false

  init(level: ColorLevel, hasDefaultColors: Bool) {
    self.level = level
    self.hasDefaultColors = hasDefaultColors
  }

  /// Returns the colour pair of a cell.
  func key(_ cell: Cell) -> ColorPairs.Pair {
    if cell.foreground == .standard, cell.background == .standard { return .standard }
    // A half block on a background is not text but a second background, such as the upper pixel of an image.
    let isBackground = cell.scalar == "▀" && cell.background != .standard
    var pair = ColorPairs.Pair(
      foreground: level.number(cell.foreground, isBackground: isBackground),
      background: level.number(cell.background, isBackground: true))
    if !hasDefaultColors {
      if pair == .standard { return pair }
      if pair.foreground < 0 { pair.foreground = 7 }
      if pair.background < 0 { pair.background = 0 }
    }
    return pair
  }

  /// Returns the colour pairs of all cells of a canvas.
  func all(_ canvas: Canvas) -> Set<ColorPairs.Pair> {
    var pairs: Set<ColorPairs.Pair> = []
    for cell in canvas.cells { pairs.insert(key(cell)) }
    return pairs
  }
}
