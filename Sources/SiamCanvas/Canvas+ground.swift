extension Canvas {
  /// Lays the canvas on a theme's own ground, for terminals whose background is none its texts can be read on.
  package mutating func lay(on theme: Theme) {
    guard theme.ground != .standard else { return }
    for row in 0..<height {
      for column in 0..<width {
        var cell = self[column, row]
        if cell.background == .standard { cell.background = theme.ground }
        if cell.foreground == .standard { cell.foreground = theme.text.foreground }
        self[column, row] = cell
      }
    }
  }
}
