import SiamCanvas

/// The whole run in one row of bars.
enum Sparkline {
  /// Means between the least and the greatest.
  static func draw(_ history: History, in room: Rectangle, style: Style, on canvas: inout Canvas) {
    guard room.width >= 6, history.count > 1 else { return }
    let parts = history.columns(room.width, from: 0, to: max(1, history.lastPosition))
    let means = parts.map { $0?.mean }
    let known = means.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return }
    let floor = min(low, max(0, low - (high - low) * 0.3))
    let range = max(high - floor, abs(high) * 0.02, 1e-12)
    // Seven eighths at most: curves on neighbouring rows stay apart.
    let bars = means.map { mean in mean.map { max(0.125, ($0 - floor) / range * 0.875) } ?? 0 }
    canvas.bars(bars, in: room, growth: .up, style: style)
  }
}
