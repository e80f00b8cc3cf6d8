import SiamCanvas
import SiamCore

/// An image on which strokes are drawn, with round ends and soft edges. Ink is bright.
struct InkRaster: Equatable, Sendable {
  /// The width in pixels.
  let width: Int
  /// The height in pixels.
  let height: Int
  /// `height × width` values, row-major, ink bright (255) on black (0).
  private(set) var pixels: [UInt8]

  /// Creates an empty image. Sides are clamped to 1…512.
  init(width: Int, height: Int) {
    self.width = InkRaster.sensible(width)
    self.height = InkRaster.sensible(height)
    pixels = Array(repeating: 0, count: self.width * self.height)
  }

  /// Creates an empty image of the data's size.
  init(style: InkStyle) { self.init(width: style.width, height: style.height) }

  /// Clamps a side to 1…512 pixels.
  static func sensible(_ side: Int) -> Int { min(max(1, side), 512) }

  /// The image as a raster that can be drawn in cells.
  var raster: Raster? { Raster(width: width, height: height, pixels: pixels) }

  /// Draws a line through points, given in pixels from the top left.
  ///
  /// The value of a pixel is `r + ½ − d`, clamped to 0…1, where r is half the stroke width and d is the distance of the
  /// pixel's centre from the line. Across a horizontal or vertical stroke the values sum to its width. Where strokes
  /// cross, the brighter value stays. Strokes narrower than a pixel are drawn one pixel wide, and fainter.
  mutating func draw(_ points: [Drawing.Point], strokeWidth: Double) {
    guard let first = points.first, strokeWidth > 0, strokeWidth < 1e4 else { return }
    let radius = max(strokeWidth, 1) / 2
    let brightest = min(strokeWidth, 1)
    var start = first
    for end in points.count > 1 ? points.dropFirst() : points[...] {
      let (reach, columns) = (radius + 0.5, (min(start.x, end.x), max(start.x, end.x)))
      for row in InkRaster.span(min(start.y, end.y) - reach, max(start.y, end.y) + reach, of: height) {
        for column in InkRaster.span(columns.0 - reach, columns.1 + reach, of: width) {
          let middle = Drawing.Point(x: Double(column) + 0.5, y: Double(row) + 0.5)
          let ink = brightest * min(max(reach - InkRaster.distance(middle, from: start, to: end), 0), 1)
          let value = UInt8(Int(bounded: (ink * 255).rounded(), to: 0...255))
          pixels[row * width + column] = max(pixels[row * width + column], value)
        }
      }
      start = end
    }
  }

  /// The indices of the pixels that a span touches.
  private static func span(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
    let first = Int(bounded: low.rounded(.down), to: 0...count)
    return first..<max(first, Int(bounded: high.rounded(.up), to: 0...count))
  }

  /// The distance of a point from a line segment.
  private static func distance(_ point: Drawing.Point, from start: Drawing.Point, to end: Drawing.Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = dx * dx + dy * dy
    let share = length > 0 ? ((point.x - start.x) * dx + (point.y - start.y) * dy) / length : 0
    let along = min(max(share, 0), 1)
    let (x, y) = (point.x - start.x - along * dx, point.y - start.y - along * dy)
    return (x * x + y * y).squareRoot()
  }
}
