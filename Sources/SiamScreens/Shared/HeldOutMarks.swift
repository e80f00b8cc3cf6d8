import SiamCanvas

/// Marks that tell the held-out line from the others without colour; where they crowd, every few columns get one.
enum HeldOutMarks {
  static func draw(_ marks: [History.Bucket?], _ plot: Plot, _ theme: Theme, on canvas: inout Canvas) {
    var free = Int.min
    for case (let index, let mark?) in marks.enumerated() {
      let column = plot.room.column + index / canvas.charset.dotsPerCell.across
      guard column >= free, let row = mark.mean.flatMap(plot.row) else { continue }
      canvas[column, row] = Cell(canvas.charset == .ascii ? "o" : "◆", theme.heldOut)
      free = column + 4
    }
  }
}
