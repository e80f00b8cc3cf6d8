import SiamCanvas

/// How far something of many bytes or files has come, as a line: a bar, the share, the bytes, the speed, the time left.
struct ProgressText: Equatable {
  /// What is counted.
  enum Unit { case bytes, files }

  var label: String
  var done: Int
  /// Nil where it can't be told; there is no bar then.
  var total: Int?
  var bytesPerSecond: Double?
  var unit = Unit.bytes

  /// The line, cut to so many columns; where they are few, the bar goes first, and then the end of the label.
  func line(width: Int, isASCII: Bool) -> String {
    let figures = figures
    let room = width - figures.count - 2
    guard room > 0 else { return String(figures.prefix(max(width, 0))) }
    let barWidth = min(room - label.count - 2, 40)
    guard barWidth >= 8, total != nil else { return String(label.prefix(room)) + "  " + figures }
    return label + "  " + bar(width: barWidth, isASCII: isASCII) + "  " + figures
  }

  private var share: Double { total.map { $0 > 0 ? min(Double(done) / Double($0), 1) : 0 } ?? 0 }

  private func amount(_ count: Int) -> String { unit == .bytes ? Figures.bytes(count) : Figures.grouped(count) }

  private var figures: String {
    let noun = unit == .bytes ? "" : " files"
    guard let total else { return amount(done) + noun }
    // Rounded down: all of it is there only when it is.
    var text = Figures.percent((share * 100).rounded(.down) / 100, decimals: 0, width: 3) + " %  "
    text += "\(amount(done)) of \(amount(total))" + noun
    guard let bytesPerSecond else { return text }
    text += "  \(Figures.bytes(Int(bounded: bytesPerSecond, to: 0...Int.max)))/s"
    return bytesPerSecond > 0 ? text + "  \(Figures.duration(Double(total - done) / bytesPerSecond)) left" : text
  }

  private func bar(width: Int, isASCII: Bool) -> String {
    if isASCII {
      let filled = Int(bounded: share * Double(width), to: 0...width)
      return String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    }
    // Half a column is the least step: ━ is filled, ╸ half, ─ to come.
    let halves = Int(bounded: share * Double(2 * width), to: 0...2 * width)
    let bar = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    return bar + String(repeating: "─", count: width - bar.count)
  }
}
