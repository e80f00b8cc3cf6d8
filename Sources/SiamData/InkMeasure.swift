public import SiamCore

/// The stroke width and extent of the ink in an image, measured on grey values, so that no threshold hides thin
/// strokes.
struct InkMeasure: Equatable {
  /// The width of the strokes, in pixels.
  var strokeWidth: Float
  /// The columns and rows of the ink's bounding box, in pixels.
  var columns: ClosedRange<Int>
  var rows: ClosedRange<Int>

  /// The minimum brightness of ink inside the bounding box, as a share of the image's maximum.
  private static let minBrightnessShare: Float = 0.25

  /// Measures `height × width` values, ink bright; nil if there is no ink.
  ///
  /// The stroke width is the shorter side of the rectangle with the ink's area A and perimeter P,
  /// `P/4 − √(P²/16 − A)`, which is about 2A/P for a long stroke. The perimeter is the image's total variation: the sum
  /// of the gradient's length over all 2 × 2 pixels, which is exact for horizontal, vertical and diagonal edges.
  init?(_ pixels: some RandomAccessCollection<UInt8>, width: Int, height: Int) {
    guard let brightest = pixels.max(), brightest > 0 else { return nil }
    // A border of zeros, so that ink at the edge has an outline too.
    let stride = width + 2
    var grey = [Float](repeating: 0, count: stride * (height + 2))
    var area: Float = 0
    var (inkColumns, inkRows): (ClosedRange<Int>?, ClosedRange<Int>?) = (nil, nil)
    for (index, value) in pixels.enumerated() where value > 0 {
      let (row, column) = index.quotientAndRemainder(dividingBy: width)
      let share = Float(value) / Float(brightest)
      grey[(row + 1) * stride + column + 1] = share
      area += share
      guard share >= Self.minBrightnessShare else { continue }
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
    for index in 0..<grey.count - stride where index % stride != stride - 1 {
      let (upper, lower) = (index, index + stride)
      let across = (grey[upper + 1] + grey[lower + 1] - grey[upper] - grey[lower]) / 2
      let down = (grey[lower] + grey[lower + 1] - grey[upper] - grey[upper + 1]) / 2
      sum += (across * across + down * down).squareRoot()
    }
    return sum
  }
}

extension Dataset {
  /// Measures how the images of some classes are drawn, on about 400 of them, spread evenly.
  ///
  /// - Returns: the style, or nil for images in colour, which are not ink drawings.
  public func inkStyle(of classes: [ClassID]) -> InkStyle? {
    guard channels == .grey else { return nil }
    let images = classes.flatMap(images(of:))
    let every = max(1, images.count / Self.measuredImages)
    let measures = stride(from: 0, to: images.count, by: every).compactMap { index in
      InkMeasure(pixels(of: images[index]), width: width, height: height)
    }
    let side = Float(max(width, height, 1))
    // The distance between the ink's centre and the image's, along the axis where it is larger.
    let offCentre = measures.map { measure in
      let across = abs(measure.columns.lowerBound + measure.columns.upperBound + 1 - width)
      let down = abs(measure.rows.lowerBound + measure.rows.upperBound + 1 - height)
      return Float(max(across, down)) / 2
    }
    return InkStyle(
      width: width, height: height,
      strokeWidth: Self.median(measures.map(\.strokeWidth)) ?? 1,
      extent: Self.median(measures.map { Float(max($0.columns.count, $0.rows.count)) / side }) ?? 1,
      isCentred: (Self.median(offCentre) ?? .infinity) <= Self.maxCentreOffset)
  }

  /// The approximate number of images measured.
  private static let measuredImages = 400

  /// The maximum distance of centred ink from the image's centre, in pixels. Ink of odd length in an image of even
  /// length is always half a pixel off.
  private static let maxCentreOffset: Float = 0.5

  private static func median(_ values: [Float]) -> Float? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
