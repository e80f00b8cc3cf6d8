import SiamCanvas
import SiamMessages

/// A query's picture, as large as whole pixels let it be.
enum SourceView {
  static func draw(_ source: ImageSource, _ model: Model, in slot: Rectangle, on canvas: inout Canvas) {
    guard let raster = raster(source, model) else {
      if case .image(let id) = source { ImageView.draw(id, model, in: slot, on: &canvas) }
      return
    }
    let times = min(4, slot.width / raster.width, 2 * slot.height / raster.height)
    guard times > 1, let larger = raster.resized(width: raster.width * times, height: raster.height * times) else {
      canvas.picture(raster, in: slot, theme: model.theme)
      return
    }
    canvas.picture(larger, in: slot, theme: model.theme)
  }

  private static func raster(_ source: ImageSource, _ model: Model) -> Raster? {
    switch source {
    case .image(let id): model.pictures.raster(id)
    case .pixels(let pixels): model.raster(pixels)
    }
  }
}
