import SiamCanvas
import SiamMessages

extension Drawing {
  /// The drawing as it lies on a pad of so many pixels, with strokes as wide by it as the data's are by its pictures.
  func pad(_ style: InkStyle, width: Int, height: Int) -> InkRaster {
    var raster = InkRaster(width: width, height: height)
    let scale = Double(raster.height) / Double(InkRaster.sensible(style.height))
    for stroke in smoothed {
      raster.draw(
        stroke.map { Point(x: $0.x * Double(raster.width), y: $0.y * Double(raster.height)) },
        strokeWidth: strokeWidth(style) * scale)
    }
    return raster
  }

  /// The drawing as one of the data's pictures: of their size, stroke width and place.
  ///
  /// Where the data centres its ink, the strokes' bounding box is put in the middle and brought to the data's usual
  /// extent, by a factor of two at most: a dot stays a dot.
  func picture(_ style: InkStyle) -> InkRaster {
    var raster = InkRaster(style: style)
    let strokeWidth = strokeWidth(style)
    var strokes = smoothed.map { stroke in
      stroke.map { Point(x: $0.x * Double(raster.width), y: $0.y * Double(raster.height)) }
    }
    if style.isCentred { strokes = Drawing.centred(strokes, strokeWidth: strokeWidth, style, in: raster) }
    for stroke in strokes { raster.draw(stroke, strokeWidth: strokeWidth) }
    return raster
  }

  private func strokeWidth(_ style: InkStyle) -> Double {
    let width = Double(style.strokeWidth)
    return (width.isFinite && width > 0 ? min(max(width, 0.5), 64) : 2) * weight
  }

  private static func centred(
    _ strokes: [[Point]], strokeWidth: Double, _ style: InkStyle, in raster: InkRaster
  ) -> [[Point]] {
    let points = strokes.flatMap { $0 }
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max()
    else { return strokes }
    let longer = max(right - left, bottom - top)
    let extent = style.extent.isFinite ? min(max(Double(style.extent), 0), 1) : 1
    // Half a stroke stands out at both ends.
    let wanted = extent * Double(max(raster.width, raster.height)) - strokeWidth
    let scale = longer > 1e-6 ? min(max(wanted / longer, 0.5), 2) : 1
    return strokes.map { stroke in
      stroke.map { point in
        Point(
          x: Double(raster.width) / 2 + (point.x - (left + right) / 2) * scale,
          y: Double(raster.height) / 2 + (point.y - (top + bottom) / 2) * scale)
      }
    }
  }
}
