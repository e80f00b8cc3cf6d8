import SiamCanvas
import SiamMessages

/// Easy, semi-hard and hard as parts of one bar.
enum MinedBar {
  static func spans(_ mined: MinedCounts, width: Int, charset: Charset, theme: Theme) -> [Span] {
    let counts = [mined.easy, mined.semiHard, mined.hard].map { Double(max(0, $0)) }
    let total = counts.reduce(0, +)
    guard total > 0, width > 0 else { return [] }
    let first = Int(bounded: (counts[0] / total * Double(width)).rounded(), to: 0...width)
    let second = Int(bounded: (counts[1] / total * Double(width)).rounded(), to: 0...(width - first))
    let glyphs = charset == .ascii ? [".", "=", "#"] : ["┄", "─", "━"]
    return [
      Span(String(repeating: glyphs[0], count: first), theme.dim),
      Span(String(repeating: glyphs[1], count: second), theme.accent),
      Span(String(repeating: glyphs[2], count: width - first - second), theme.warning),
    ]
  }
}
