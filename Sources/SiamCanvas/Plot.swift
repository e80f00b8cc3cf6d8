package import SiamCore

/// A chart being drawn: labels at the left and below, and a grid of dots between two axes.
package struct Plot: Sendable {
  /// The cells of the grid.
  package let room: Rectangle
  /// The axis along the columns.
  package let x: Axis
  /// The axis up the rows.
  package let y: Axis
  /// The grid that curves and areas are drawn on.
  package var dots: DotGrid

  /// Draws the labels of two axes into an area and leaves the rest for curves.
  ///
  /// The labels at the left take `labelWidth` columns (default: as many as they need).
  package init(
    on canvas: inout Canvas, in area: Rectangle, x: Axis, y: Axis, labels: Style, axis: Style, labelWidth: Int? = nil,
    labelsBelow: Bool = true, unit: (Axis.Tick) -> String = { $0.label }
  ) {
    self.x = x
    self.y = y
    let rowsBelow = labelsBelow && area.height > 3 ? 1 : 0
    let height = max(0, area.height - rowsBelow)
    let ticks = y.ticks(max(2, height / 3))
    let needed = ticks.reduce(1) { max($0, canvas.charset.columns(unit($1))) }
    let left = min((labelWidth ?? needed) + 1, area.width)
    room = Rectangle(column: area.column + left, row: area.row, width: area.width - left, height: height)
    dots = DotGrid(columns: room.width, rows: room.height, charset: canvas.charset)
    guard !room.isEmpty else { return }
    let isASCII = canvas.charset == .ascii
    for row in room.row..<room.endRow {
      canvas[room.column - 1, row] = Cell(isASCII ? "|" : "│", axis)
    }
    for tick in ticks {
      guard let row = row(tick.value) else { continue }
      canvas[room.column - 1, row] = Cell(isASCII ? "+" : "┤", axis)
      let label = [Span(unit(tick), labels)]
      canvas.write(
        label, in: Rectangle(column: area.column, row: row, width: left - 1, height: 1), row: row, align: .right)
    }
    if rowsBelow > 0 { drawLabelsBelow(on: &canvas, labels: labels) }
  }

  private func drawLabelsBelow(on canvas: inout Canvas, labels: Style) {
    var free = room.column - 1
    for tick in x.ticks(max(2, room.width / 12)) {
      guard let share = x.share(tick.value) else { continue }
      let width = canvas.charset.columns(tick.label)
      let centre = room.column + Int(bounded: share * Double(room.width - 1), to: 0...max(0, room.width - 1))
      let start = min(max(centre - width / 2, room.column - 1), room.endColumn - width)
      guard start >= free else { continue }
      free = canvas.write(tick.label, column: start, row: room.endRow, style: labels) + 1
    }
  }

  /// Returns the row of dots of a value, clamped to the grid; nil if the axis can't show the value.
  package func dotRow(_ value: Double) -> Int? {
    guard let share = y.share(value), dots.height > 0 else { return nil }
    return Int(bounded: ((1 - share) * Double(dots.height - 1)).rounded(), to: 0...dots.height - 1)
  }

  /// Returns the column of dots of a position; nil outside the axis.
  package func dotColumn(_ position: Double) -> Int? {
    guard let share = x.share(position), share >= 0, share <= 1, dots.width > 0 else { return nil }
    return Int(bounded: (share * Double(dots.width)), to: 0...dots.width - 1)
  }

  /// Returns the row of cells of a value.
  package func row(_ value: Double) -> Int? {
    dotRow(value).map { room.row + $0 / dots.charset.dotsPerCell.down }
  }

  /// Returns the column of cells of a position.
  package func column(_ position: Double) -> Int? {
    dotColumn(position).map { room.column + $0 / dots.charset.dotsPerCell.across }
  }

  /// Fills the area between the minimum and maximum of each column of dots.
  package mutating func envelope(_ parts: [History.Bucket?], style: Style) {
    for (index, part) in parts.enumerated() {
      guard let part, let top = dotRow(part.maximum), let bottom = dotRow(part.minimum) else { continue }
      dots.area(x: index, from: top, to: bottom, style: style)
    }
  }

  /// Joins one value of each column of dots with lines.
  ///
  /// If `gap` is not 0, only the first half of every `gap` columns is drawn.
  package mutating func curve(
    _ parts: [History.Bucket?], gap: Int = 0, style: Style, value: (History.Bucket) -> Double?
  ) {
    var previous: (x: Double, y: Double)?
    for (index, part) in parts.enumerated() {
      guard let part, let value = value(part), let row = dotRow(value) else { continue }
      let point = (x: Double(index), y: Double(row))
      defer { previous = point }
      if gap > 0, index % gap >= (gap + 1) / 2 { continue }
      dots.line(from: previous ?? point, to: point, style: style)
    }
  }

  /// Joins points with lines; points outside the axes are skipped.
  package mutating func line(_ points: [(x: Double, y: Double)], style: Style) {
    var previous: (x: Double, y: Double)?
    for point in points {
      guard let column = dotColumn(point.x), let row = dotRow(point.y) else { continue }
      let dot = (x: Double(column), y: Double(row))
      dots.line(from: previous ?? dot, to: dot, style: style)
      previous = dot
    }
  }

  /// Draws a horizontal line at a value, dashed if `gap` is not 0.
  package mutating func horizontal(_ value: Double, gap: Int, style: Style) {
    guard let share = y.share(value), share >= -0.001, share <= 1.001, let row = dotRow(value) else { return }
    let y = Double(row)
    dots.line(from: (x: 0, y: y), to: (x: Double(dots.width - 1), y: y), gap: gap, style: style)
  }

  /// Draws the dots on the canvas.
  package func paint(on canvas: inout Canvas) {
    dots.paint(on: &canvas, column: room.column, row: room.row)
  }
}

extension Plot {
  /// Fills the area between two values of each column of dots, with straight edges between columns that have both.
  package mutating func band(_ low: [Double?], _ high: [Double?], texture: Texture = .solid, style: Style) {
    var previous: (x: Int, low: Double, high: Double)?
    for index in 0..<min(low.count, high.count) {
      guard let bottom = low[index], let top = high[index] else { continue }
      let from = previous ?? (index, bottom, top)
      for x in from.x...index {
        let share = index == from.x ? 1 : Double(x - from.x) / Double(index - from.x)
        guard let upper = dotRow(from.high + (top - from.high) * share),
          let lower = dotRow(from.low + (bottom - from.low) * share)
        else { continue }
        dots.area(x: x, from: upper, to: lower, texture: texture, style: style)
      }
      previous = (index, bottom, top)
    }
  }
}
