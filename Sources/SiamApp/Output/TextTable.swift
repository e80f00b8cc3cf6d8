import SiamCanvas
import SiamTerminal

/// A table of aligned columns. If it is too wide, the most dispensable columns are dropped.
struct TextTable {
  struct Column {
    var title: String
    var alignment = Alignment.left
    /// Columns with the highest value are dropped first; those with 0 never.
    var dispensability = 0
    /// Whether cells may be cut if dropping columns isn't enough.
    var isCuttable = false
    var cells: [Cell]
  }

  struct Cell {
    var text: String
    var style: Style?

    init(_ text: String, _ style: Style? = nil) {
      self.text = text
      self.style = style
    }
  }

  /// Space between two columns.
  private static let gap = 2
  /// Minimum width of a cut column.
  private static let minWidth = 8

  private let columns: [Column]
  private let widths: [Int]
  /// Whether no column was dropped or cut.
  let isWhole: Bool

  /// Fits columns into a width.
  ///
  /// - Parameters:
  ///   - columns: columns with the same number of cells.
  ///   - width: in columns of a terminal.
  init(_ columns: [Column], width: Int) {
    var shown = columns
    while Self.total(shown) > width, let highest = shown.map(\.dispensability).max(), highest > 0 {
      shown.removeAll { $0.dispensability == highest }
    }
    let surplus = max(0, Self.total(shown) - width)
    isWhole = surplus == 0 && shown.count == columns.count
    self.columns = shown
    widths = shown.map { column in
      let whole = Self.width(column)
      return column.isCuttable ? max(min(whole, Self.minWidth), whole - surplus) : whole
    }
  }

  /// The titles, then one line per row, in colour if there are colours.
  func lines(colors: ColorLevel) -> [String] {
    let rows = columns.map(\.cells.count).max() ?? 0
    let head = columns.map { Cell($0.title, Style(attributes: .dim)) }
    let body = (0..<rows).map { row in columns.map { $0.cells[row] } }
    return ([head] + body).map { line($0, isColoured: colors > .monochrome) }
  }

  private func line(_ cells: [Cell], isColoured: Bool) -> String {
    let parts = columns.indices.map { index in
      let text = Self.cut(cells[index].text, to: widths[index])
      let blank = String(repeating: " ", count: widths[index] - Self.width(text))
      let shown = isColoured ? cells[index].style.map { "\($0.ansiCode)\(text)\u{1B}[0m" } ?? text : text
      if columns[index].alignment == .right { return blank + shown }
      return index == columns.count - 1 ? shown : shown + blank
    }
    return parts.joined(separator: String(repeating: " ", count: Self.gap))
  }

  private static func total(_ columns: [Column]) -> Int {
    columns.reduce(0) { $0 + width($1) } + gap * max(0, columns.count - 1)
  }

  private static func width(_ column: Column) -> Int {
    (column.cells.map(\.text) + [column.title]).map(width).max() ?? 0
  }

  private static func width(_ text: String) -> Int { Charset.braille.columns(text) }

  private static func cut(_ text: String, to columns: Int) -> String {
    width(text) <= columns ? text : Charset.braille.prefix(text, columns: columns - 1) + "…"
  }
}
