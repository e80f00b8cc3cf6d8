/// Sets of options that were found by measuring, by the words people use for them.
public enum RecipeName: String, CaseIterable, Sendable {
  /// For handwritten characters, 105×105 pixels or so, of many alphabets with twenty images a class.
  case omniglot
  /// For the bundled glyphs, and for whatever else is 28×28 pixels.
  case glyphs
}

extension Recipe {
  /// A named recipe.
  ///
  /// What each of its options is worth is measured by `.github/ablation`.
  public init(named name: RecipeName) {
    self.init()
    switch name {
    case .omniglot:
      // Strokes of 105 × 105 pixels are lost at 28; widths grow as the map shrinks, to 256 numbers of a single pixel.
      imageSize = 56
      widths = [32, 64, 128, 256, 256]
      augmentation.elastic = 0.02
      augmentation.stroke = 0.3
      weightAveraging = 0.999
      evaluation.testTimeVariants = 3
      // A step takes a quarter of a second.
      evaluation.every = 250
    case .glyphs:
      augmentation.elastic = 0.02
      augmentation.stroke = 0.3
      weightAveraging = 0.999
      evaluation.testTimeVariants = 5
    }
  }
}
