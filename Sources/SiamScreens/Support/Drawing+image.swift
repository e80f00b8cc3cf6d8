import SiamCanvas
import SiamCore

extension Drawing {
  /// The drawing on a pad of a size in pixels. The stroke width relative to the pad is that of the data relative to its
  /// images.
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

  /// The drawing as an image like those of the data: with their size, stroke width and position.
  ///
  /// If the data's ink is centred, the bounding box of the strokes is centred and scaled to the typical extent of the
  /// data, by a factor of at most two, so that a dot stays a dot.
  func image(_ style: InkStyle) -> InkRaster {
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
    // Half a stroke width extends beyond the points at both ends.
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
