import SiamCanvas
import SiamMessages

/// A triplet's three pictures with their letters.
enum TripletPictures {
  /// Columns for three pictures one above the other, two pixels a cell; nil where there is no room beside them.
  static func columns(in inside: Rectangle) -> Int? {
    let width = min(28, inside.height / 3 * 2, inside.width - 20)
    return width >= 8 ? width + 2 : nil
  }

  /// One above the other: p, a, n.
  static func drawColumn(_ triplet: TripletReport, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    var room = area
    let each = area.height / 3
    let spare = area.height - 3 * each
    for (index, part) in parts(triplet, model.theme).enumerated() {
      var slot = room.takeTop(each)
      if index < spare { _ = room.takeTop(1) }
      canvas[slot.column, slot.row] = Cell(part.letter, part.style.bold)
      _ = slot.takeLeft(2)
      ImageView.draw(part.image, model, in: slot, on: &canvas)
    }
  }

  /// Side by side: p, a, n.
  static func drawRow(_ triplet: TripletReport, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    var room = area
    for part in parts(triplet, model.theme) {
      let label = room.takeLeft(2)
      canvas[label.column, label.row] = Cell(part.letter, part.style.bold)
      ImageView.draw(part.image, model, in: room.takeLeft(area.height * 2), on: &canvas)
      _ = room.takeLeft(1)
    }
  }

  /// Columns of three pictures of some rows side by side.
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
