import SiamCanvas
import SiamCore

/// The progress of a download or of reading files as a line: bar, percentage, amount, speed and time left.
struct ProgressText: Equatable {
  /// The unit of progress.
  enum Unit { case bytes, files }

  var label: String
  var done: Int
  /// Nil if unknown; the line then has no bar.
  var total: Int?
  var bytesPerSecond: Double?
  var unit = Unit.bytes

  /// The line at a width in columns. If it is narrow, the bar is omitted first, then the label is cut.
  func line(width: Int, isASCII: Bool) -> String {
    let amounts = amounts
    let room = width - amounts.count - 2
    guard room > 0 else { return String(amounts.prefix(max(width, 0))) }
    let barWidth = min(room - label.count - 2, 40)
    guard barWidth >= 8, total != nil else { return String(label.prefix(room)) + "  " + amounts }
    return label + "  " + bar(width: barWidth, isASCII: isASCII) + "  " + amounts
  }

  private var share: Double { total.map { $0 > 0 ? min(Double(done) / Double($0), 1) : 0 } ?? 0 }

  private func amount(_ count: Int) -> String {
    unit == .bytes ? NumberFormat.bytes(count) : NumberFormat.grouped(count)
  }

  private var amounts: String {
    let noun = unit == .bytes ? "" : " files"
    guard let total else { return amount(done) + noun }
    // Rounded down, so that 100 % means done.
    var text = NumberFormat.percent((share * 100).rounded(.down) / 100, decimals: 0, width: 3) + " %  "
    text += "\(amount(done)) of \(amount(total))" + noun
    guard let bytesPerSecond else { return text }
    text += "  \(NumberFormat.bytes(Int(bounded: bytesPerSecond, to: 0...Int.max)))/s"
    return bytesPerSecond > 0 ? text + "  \(NumberFormat.duration(Double(total - done) / bytesPerSecond)) left" : text
  }

  private func bar(width: Int, isASCII: Bool) -> String {
    if isASCII {
      let filled = Int(bounded: share * Double(width), to: 0...width)
      return String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    }
    // The bar grows by half a column: ━ is filled, ╸ half, ─ empty.
    let halves = Int(bounded: share * Double(2 * width), to: 0...2 * width)
    let bar = String(repeating: "━", count: halves / 2) + (halves % 2 == 1 ? "╸" : "")
    return bar + String(repeating: "─", count: width - bar.count)
  }
}
