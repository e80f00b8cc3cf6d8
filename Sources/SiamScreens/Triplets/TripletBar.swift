import SiamCanvas
import SiamCore

/// A bar of one row that shows d⁺ and α above d⁻ and the loss, on one scale: for an active triplet,
/// d⁺ + α = d⁻ + loss.
///
/// With colours, each cell has two half-blocks. Without colours or in ASCII, d⁻ is a bar, the loss extends it, and d⁺
/// and d⁺ + α are marks.
struct TripletBar {
  let positive: Double
  let negative: Double
  /// The distance beyond d⁺ from which a negative has zero loss; 0 without a margin.
  let reach: Double
  /// The value at the right end.
  let scaleEnd: Double

  func draw(in room: Rectangle, theme: Theme, on canvas: inout Canvas) {
    guard room.width > 0, positive.isFinite, negative.isFinite, reach.isFinite else { return }
    let isSplit = canvas.charset != .ascii && theme.hasColour
    for offset in 0..<room.width {
      let value = (Double(offset) + 0.5) / Double(room.width) * scaleEnd
      let cell = isSplit ? splitCell(value, theme) : lineCell(value, theme, isASCII: canvas.charset == .ascii)
      if let cell { canvas[room.column + offset, room.row] = cell }
    }
    guard !isSplit else { return }
    let isASCII = canvas.charset == .ascii
    if reach > 0 { mark(positive + reach, isASCII ? "]" : "┫", theme.accent.bold, in: room, on: &canvas) }
    mark(positive, isASCII ? "+" : "┃", theme.positive.bold, in: room, on: &canvas)
  }

  private func splitCell(_ value: Double, _ theme: Theme) -> Cell? {
    let upper = value < positive ? theme.positive : value < positive + reach ? theme.faded(theme.accent, to: 0.7) : nil
    let lower = value < negative ? theme.negative : value < positive + reach ? theme.warning : nil
    switch (upper, lower) {
    case (let upper?, let lower?): return Cell("▀", Style(upper.foreground, background: lower.foreground))
    case (let upper?, nil): return Cell("▀", upper)
    case (nil, let lower?): return Cell("▄", lower)
    case (nil, nil): return nil
    }
  }

  private func lineCell(_ value: Double, _ theme: Theme, isASCII: Bool) -> Cell? {
    if value < negative { return Cell(isASCII ? "=" : "▄", theme.negative) }
    return value < positive + reach ? Cell(isASCII ? "!" : "░", theme.warning) : nil
  }

  private func mark(
    _ value: Double, _ scalar: Unicode.Scalar, _ style: Style, in room: Rectangle, on canvas: inout Canvas
  ) {
    let share = value / max(scaleEnd, 1e-9)
    guard share >= 0, share <= 1 else { return }
    let offset = Int(bounded: (share * Double(room.width)).rounded(.down), to: 0...room.width - 1)
    canvas[room.column + offset, room.row] = Cell(scalar, style)
  }
}
