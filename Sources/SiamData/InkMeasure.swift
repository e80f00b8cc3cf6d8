/// The stroke of one picture, measured on its grey values, so that no threshold rounds a thin stroke away.
struct InkMeasure: Equatable {
  /// The width of its strokes, in pixels.
  var strokeWidth: Float
  /// The ink's bounding box, in pixels: its columns and rows.
  var columns: ClosedRange<Int>
  var rows: ClosedRange<Int>

  /// Ink counts for the bounding box from this share of the picture's brightest on.
  private static let faintest: Float = 0.25

  /// Measures `height × width` values, ink bright; nil where there is no ink.
  ///
  /// The stroke's width is the shorter side of the rectangle with the ink's area A and perimeter P,
  /// `P/4 − √(P²/16 − A)`: of a long stroke about 2A/P. The perimeter is the picture's total variation, the sum of the
  /// gradient's length over all 2 × 2 pixels, which is exact for level, upright and diagonal edges.
  init?(_ pixels: some RandomAccessCollection<UInt8>, width: Int, height: Int) {
    guard let brightest = pixels.max(), brightest > 0 else { return nil }
    // A border of nothing, so that ink at the edge has an outline too.
    let stride = width + 2
    var grey = [Float](repeating: 0, count: stride * (height + 2))
    var area: Float = 0
    var (inkColumns, inkRows): (ClosedRange<Int>?, ClosedRange<Int>?) = (nil, nil)
    for (place, value) in pixels.enumerated() where value > 0 {
      let (row, column) = place.quotientAndRemainder(dividingBy: width)
      let share = Float(value) / Float(brightest)
      grey[(row + 1) * stride + column + 1] = share
      area += share
      guard share >= Self.faintest else { continue }
      inkColumns = inkColumns.map { min($0.lowerBound, column)...max($0.upperBound, column) } ?? column...column
      inkRows = inkRows.map { min($0.lowerBound, row)...max($0.upperBound, row) } ?? row...row
    }
    guard let inkColumns, let inkRows else { return nil }
    (columns, rows) = (inkColumns, inkRows)
    let quarter = Self.perimeter(grey, stride: stride) / 4
    strokeWidth = quarter - max(quarter * quarter - area, 0).squareRoot()
  }

  private static func perimeter(_ grey: [Float], stride: Int) -> Float {
    var sum: Float = 0
    for place in 0..<grey.count - stride where place % stride != stride - 1 {
      let (upper, lower) = (place, place + stride)
      let across = (grey[upper + 1] + grey[lower + 1] - grey[upper] - grey[lower]) / 2
      let down = (grey[lower] + grey[lower + 1] - grey[upper] - grey[upper + 1]) / 2
      sum += (across * across + down * down).squareRoot()
    }
    return sum
  }
}
