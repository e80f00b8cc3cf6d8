import SiamCanvas
import SiamMessages

/// A picture that strokes are drawn on: round ends, soft edges, ink bright.
struct InkRaster: Equatable, Sendable {
  /// In pixels.
  let width: Int
  /// In pixels.
  let height: Int
  /// `height × width` values, row-major, ink bright (255) on black (0).
  private(set) var pixels: [UInt8]

  /// An empty picture; absurd sizes are cut.
  init(width: Int, height: Int) {
    self.width = InkRaster.sensible(width)
    self.height = InkRaster.sensible(height)
    pixels = Array(repeating: 0, count: self.width * self.height)
  }

  /// An empty picture of the data's size.
  init(style: InkStyle) { self.init(width: style.width, height: style.height) }

  /// A side within reason.
  static func sensible(_ side: Int) -> Int { min(max(1, side), 512) }

  /// What can be drawn in cells.
  var raster: Raster? { Raster(width: width, height: height, pixels: pixels) }

  /// Draws a line through some points, in pixels from the top left.
  ///
  /// A pixel's value is `r + ½ − d`, cut to 0…1, with r half the stroke's width and d the distance of its middle from
  /// the line: across a level or upright stroke the values sum to its width. Where strokes cross the brighter stays.
  /// Strokes narrower than a pixel are a pixel wide, and fainter.
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

  /// The pixels that a span touches.
  private static func span(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
    let first = Int(bounded: low.rounded(.down), to: 0...count)
    return first..<max(first, Int(bounded: high.rounded(.up), to: 0...count))
  }

  /// Of a point from a piece of a line.
  private static func distance(_ point: Drawing.Point, from start: Drawing.Point, to end: Drawing.Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = dx * dx + dy * dy
    let share = length > 0 ? ((point.x - start.x) * dx + (point.y - start.y) * dy) / length : 0
    let along = min(max(share, 0), 1)
    let (x, y) = (point.x - start.x - along * dx, point.y - start.y - along * dy)
    return (x * x + y * y).squareRoot()
  }
}
