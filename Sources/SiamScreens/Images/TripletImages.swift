import SiamCanvas
import SiamCore

/// Draws the three images of a triplet with the letters p, a and n.
enum TripletImages {
  /// Returns the columns that a column of three images needs, or nil if too little room would remain beside it.
  static func columns(in inside: Rectangle) -> Int? {
    let width = min(28, inside.height / 3 * 2, inside.width - 20)
    return width >= 8 ? width + 2 : nil
  }

  /// Draws p, a and n from top to bottom.
  static func drawColumn(_ triplet: TripletReport, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    var room = area
    let each = area.height / 3
    let spare = area.height - 3 * each
    for (index, part) in parts(triplet, model.theme).enumerated() {
      var slot = room.removeTop(each)
      if index < spare { _ = room.removeTop(1) }
      canvas[slot.column, slot.row] = Cell(part.letter, part.style.bold)
      _ = slot.removeLeft(2)
      ImageView.draw(part.image, model, in: slot, on: &canvas)
    }
  }

  /// Draws p, a and n from left to right.
  static func drawRow(_ triplet: TripletReport, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    var room = area
    for part in parts(triplet, model.theme) {
      let label = room.removeLeft(2)
      canvas[label.column, label.row] = Cell(part.letter, part.style.bold)
      ImageView.draw(part.image, model, in: room.removeLeft(area.height * 2), on: &canvas)
      _ = room.removeLeft(1)
    }
  }

  /// Returns the columns that a row of three images of this height needs.
  static func width(rows: Int) -> Int { 3 * (rows * 2 + 3) }

  private static func parts(
    _ triplet: TripletReport, _ theme: Theme
  ) -> [(letter: Unicode.Scalar, image: ImageID, style: Style)] {
    [
      ("p", triplet.positive, theme.positive), ("a", triplet.anchor, theme.title),
      ("n", triplet.negative, theme.negative),
    ]
  }
}
