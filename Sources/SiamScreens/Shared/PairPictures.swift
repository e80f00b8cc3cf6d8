import SiamCanvas
import SiamMessages

/// Two pictures side by side, close together, with a line below each.
enum PairPictures {
  struct Side: Equatable, Sendable {
    var image: ImageID
    var caption: [Span]
  }

  /// Columns kept for the lines below, however small the pictures are.
  private static let captionColumns = 16

  static func draw(_ left: Side, _ right: Side, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard area.height >= 2, area.width >= 6 else { return }
    // Pictures are never scaled up: no more room than they fill.
    let pictures = [left, right].compactMap { model.pictures.picture($0.image) }
    let width = max(1, pictures.map(\.width).max() ?? 28)
    let height = max(1, pictures.map(\.height).max() ?? 28)
    let rows = min(area.height - 1, (min(height, 4096) + 1) / 2)
    let columns = min(width, rows * 2 * min(width, 4096) / height)
    let half = min((area.width - 2) / 2, max(columns, captionColumns))
    var room = area.centred(width: half * 2 + 2, height: rows + 1)
    for (side, part) in zip([left, right], [room.takeLeft(half), room.takeRight(half)]) {
      var slot = part
      let caption = slot.takeBottom(1)
      ImageView.draw(side.image, model, in: slot, on: &canvas)
      canvas.write(side.caption, in: caption, row: caption.row, align: .centre)
    }
  }
}
