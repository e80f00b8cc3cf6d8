import SiamCore

/// An SVG picture of a canvas that looks the same in every browser: blocks, lines and dots are shapes, and each run of
/// text is fitted to its cells.
struct SVGPicture {
  private static let font = "'DejaVu Sans Mono',Menlo,Consolas,monospace"
  /// The width of the space around the canvas, in units.
  private static let border = 8

  private let width: Int
  private let height: Int
  private let ground: Color
  private let ink: Color
  private var grounds = SVGRectangles()
  private var shapes = SVGRectangles()
  private var dots = SVGGroups<Color>()
  private var curves = SVGGroups<Color>()
  private var fills = SVGGroups<Color>()
  private var texts = SVGGroups<SVGTextStyle>()

  /// - Parameters:
  ///   - canvas: the canvas to show.
  ///   - theme: the theme it was drawn with.
  init(_ canvas: Canvas, theme: Theme) {
    width = canvas.width * CellShape.width
    height = canvas.height * CellShape.height
    let own: Color = theme.isLight ? .rgb(0xFF, 0xFF, 0xFF) : .rgb(0x10, 0x12, 0x16)
    ground = theme.background.visible(standard: own)
    ink = theme.text.foreground.visible(standard: theme.isLight ? Color.defaultPalette[0] : Color.defaultPalette[7])
    for row in 0..<canvas.height { add(row, of: canvas) }
  }

  /// The content of the SVG file.
  var text: String {
    let border = Self.border
    let (wide, high) = (width + 2 * border, height + 2 * border)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="\(-border) \(-border) \(wide) \(high)" \
      width="\(wide * 5 / 4)" height="\(high * 5 / 4)">
      <rect x="\(-border)" y="\(-border)" width="\(wide)" height="\(high)" rx="6" fill="\(ground.hexadecimal)"/>
      <g shape-rendering="crispEdges">
      \(grounds.paths)\(shapes.paths)</g>
      <g fill="none" stroke-linecap="round" stroke-width="2.4">
      \(dots.elements { "<path stroke=\"\($0.hexadecimal)\" d=\"\($1)\"/>" })</g>
      <g fill="none">
      \(curves.elements { "<path stroke=\"\($0.hexadecimal)\" d=\"\($1)\"/>" })</g>
      \(fills.elements { "<path fill=\"\($0.hexadecimal)\" d=\"\($1)\"/>" })\
      <g font-family="\(Self.font)" font-size="13.2">
      \(texts.elements { "<g \($0.attributes)>\($1)</g>" })</g>
      </svg>

      """
  }

  private mutating func add(_ row: Int, of canvas: Canvas) {
    var run = SVGTextRun()
    for column in 0..<canvas.width {
      let cell = visible(canvas[column, row])
      let style = SVGTextStyle(cell)
      let (x, y) = (column * CellShape.width, row * CellShape.height)
      if cell.background != ground {
        grounds.add(.init(x, y, CellShape.width, CellShape.height), color: cell.background)
      }
      if let shape = CellShape(cell.scalar) {
        let color = shape.share < 1 ? Color.mix(cell.background, style.color, shape.share) : style.color
        add(shape, x: x, y: y, color: color)
      } else if cell.scalar != " ", !cell.isContinuation, !run.extend(with: cell.scalar, style: style, column: column) {
        end(&run, row: row)
        run = SVGTextRun(cell.scalar, style: style, column: column)
      }
    }
    end(&run, row: row)
  }

  /// Returns the cell with default colours resolved and `reverse` applied.
  private func visible(_ cell: Cell) -> Cell {
    var cell = cell
    cell.foreground = cell.foreground.visible(standard: ink)
    cell.background = cell.background.visible(standard: ground)
    if cell.attributes.contains(.reverse) { (cell.foreground, cell.background) = (cell.background, cell.foreground) }
    return cell
  }

  private mutating func add(_ shape: CellShape, x: Int, y: Int, color: Color) {
    for part in shape.parts { shapes.add(.init(x + part.x, y + part.y, part.width, part.height), color: color) }
    // A dot is a line of almost no length with round ends.
    for dot in shape.dots { dots.add("M\(x + dot.x) \(y + dot.y)h.01", to: color) }
    if !shape.fill.isEmpty { fills.add("M\(x) \(y)\(shape.fill)", to: color) }
    if !shape.curve.isEmpty { curves.add("M\(x) \(y)\(shape.curve)", to: color) }
  }

  private mutating func end(_ run: inout SVGTextRun, row: Int) {
    guard let style = run.style else { return }
    texts.add(run.element(baseline: row * CellShape.height + 12), to: style)
    run = SVGTextRun()
  }
}

extension Color {
  /// The colour in SVG and HTML notation: `#rrggbb`.
  package var hexadecimal: String {
    guard case .rgb(let red, let green, let blue) = visible(standard: .standard) else { return "none" }
    return "#" + NumberFormat.zeroPadded(Int(red) << 16 | Int(green) << 8 | Int(blue), digits: 6, radix: 16)
  }
}
