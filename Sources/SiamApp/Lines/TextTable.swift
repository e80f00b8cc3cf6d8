import SiamCanvas
import SiamTerminal

/// Columns of text, aligned; those that matter least go where there is no room for all.
struct TextTable {
  struct Column {
    var title: String
    /// Where its text stands.
    var alignment = Alignment.left
    /// What goes first where there is no room has the highest; 0 never goes.
    var dispensability = 0
    /// Whether its text may be cut, once nothing else can go.
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

  /// Between two columns.
  private static let gap = 2
  /// A cut column keeps so much.
  private static let leastCut = 8

  private let columns: [Column]
  private let widths: [Int]
  /// Whether every column is there, and nothing of it is cut.
  let isWhole: Bool

  /// Fits columns, all of as many cells, into so many columns of a terminal.
  init(_ columns: [Column], width: Int) {
    var shown = columns
    while Self.total(shown) > width, let least = shown.map(\.dispensability).max(), least > 0 {
      shown.removeAll { $0.dispensability == least }
    }
    let surplus = max(0, Self.total(shown) - width)
    isWhole = surplus == 0 && shown.count == columns.count
    self.columns = shown
    widths = shown.map { column in
      let whole = Self.width(column)
      return column.isCuttable ? max(min(whole, Self.leastCut), whole - surplus) : whole
    }
  }

  /// The titles, then a line a row; in colour where there are any.
  func lines(colors: ColorLevel) -> [String] {
    let rows = columns.map(\.cells.count).max() ?? 0
    let head = columns.map { Cell($0.title, Style(attributes: .dim)) }
    let body = (0..<rows).map { row in columns.map { $0.cells[row] } }
    return ([head] + body).map { line($0, isColoured: colors > .monochrome) }
  }

  private func line(_ cells: [Cell], isColoured: Bool) -> String {
    let parts = columns.indices.map { place in
      let text = Self.cut(cells[place].text, to: widths[place])
      let blank = String(repeating: " ", count: widths[place] - Self.width(text))
      let shown = isColoured ? cells[place].style.map { "\($0.ansiCode)\(text)\u{1B}[0m" } ?? text : text
      if columns[place].alignment == .right { return blank + shown }
      return place == columns.count - 1 ? shown : shown + blank
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
    width(text) <= columns ? text : String(text.prefix(max(0, columns - 1))) + "…"
  }
}
