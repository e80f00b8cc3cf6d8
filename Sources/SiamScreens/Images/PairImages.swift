import SiamCanvas
import SiamCore

/// Draws two images side by side, with a caption below each.
enum PairImages {
  /// An image and its caption.
  struct Captioned: Equatable, Sendable {
    var image: ImageID
    var caption: [Span]
  }

  /// The minimum width of a caption in columns.
  private static let captionColumns = 16

  static func draw(_ left: Captioned, _ right: Captioned, _ model: Model, in area: Rectangle, on canvas: inout Canvas) {
    guard area.height >= 2, area.width >= 6 else { return }
    // Images are never scaled up, so they need no more room than this.
    let images = [left, right].compactMap { model.images.image($0.image) }
    let width = max(1, images.map(\.width).max() ?? 28)
    let height = max(1, images.map(\.height).max() ?? 28)
    let rows = min(area.height - 1, (min(height, 4096) + 1) / 2)
    let columns = min(width, rows * 2 * min(width, 4096) / height)
    let half = min((area.width - 2) / 2, max(columns, captionColumns))
    var room = area.centred(width: half * 2 + 2, height: rows + 1)
    for (item, part) in zip([left, right], [room.removeLeft(half), room.removeRight(half)]) {
      var slot = part
      let caption = slot.removeBottom(1)
      ImageView.draw(item.image, model, in: slot, on: &canvas)
      canvas.write(item.caption, in: caption, row: caption.row, align: .centre)
    }
  }
}
