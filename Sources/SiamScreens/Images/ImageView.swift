import SiamCanvas
import SiamCore

/// Draws an image by its id, or a placeholder until it is received.
enum ImageView {
  static func draw(_ id: ImageID, _ model: Model, in slot: Rectangle, on canvas: inout Canvas) {
    if let raster = model.images.raster(id) {
      canvas.picture(raster, in: slot, theme: model.theme)
    } else {
      placeholder(isAbsent: model.images.isAbsent(id), in: slot, theme: model.theme, on: &canvas)
    }
  }

  private static func placeholder(isAbsent: Bool, in slot: Rectangle, theme: Theme, on canvas: inout Canvas) {
    canvas.fill(slot, with: theme.hasColour ? Cell(" ", background: theme.paper) : Cell("."))
    let text = isAbsent ? "gone" : "…"
    canvas.write(
      [Span(text, Style(theme.dim.foreground, background: theme.paper))], in: slot, row: slot.row + slot.height / 2,
      align: .centre)
  }
}
