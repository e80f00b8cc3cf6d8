import SiamMessages

extension Dataset {
  /// How the pictures of some classes are drawn, measured on some hundred of them, spread evenly; nil where they are
  /// in colour, and so not drawn in ink.
  public func inkStyle(of classes: [ClassID]) -> InkStyle? {
    guard channels == .grey else { return nil }
    let images = classes.flatMap(images(of:))
    let every = max(1, images.count / Self.measuredPictures)
    let measures = stride(from: 0, to: images.count, by: every).compactMap { place in
      InkMeasure(pixels(of: images[place]), width: width, height: height)
    }
    let side = Float(max(width, height, 1))
    // How far the ink's middle lies from the picture's, along the axis where that is more.
    let offCentre = measures.map { measure in
      let across = abs(measure.columns.lowerBound + measure.columns.upperBound + 1 - width)
      let down = abs(measure.rows.lowerBound + measure.rows.upperBound + 1 - height)
      return Float(max(across, down)) / 2
    }
    return InkStyle(
      width: width, height: height,
      strokeWidth: Self.median(measures.map(\.strokeWidth)) ?? 1,
      extent: Self.median(measures.map { Float(max($0.columns.count, $0.rows.count)) / side }) ?? 1,
      isCentred: (Self.median(offCentre) ?? .infinity) <= Self.centredPixels)
  }

  /// About as many pictures are measured.
  private static let measuredPictures = 400

  /// Ink whose middle lies within this many pixels of the picture's is centred: a box of odd length in a picture of
  /// even length can't come closer than half a pixel.
  private static let centredPixels: Float = 0.5

  private static func median(_ values: [Float]) -> Float? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }
}
