/// The name of a preset of tuned options.
public enum RecipeName: String, CaseIterable, Sendable {
  /// For handwritten characters of many alphabets, about 105 × 105 pixels, with twenty images per class.
  case omniglot
  /// For the bundled glyphs, and other images of 28 × 28 pixels.
  case glyphs
}

extension Recipe {
  /// Creates a preset.
  ///
  /// `.github/ablation` measures what each of its options contributes.
  public init(named name: RecipeName) {
    self.init()
    switch name {
    case .omniglot:
      // Strokes of 105 × 105 pixels are lost at 28. The widths grow as the map shrinks, to 256 values of one pixel.
      imageSize = 56
      widths = [32, 64, 128, 256, 256]
      augmentation.elastic = 0.02
      augmentation.stroke = 0.3
      weightAveraging = 0.999
      evaluation.testTimeVariants = 3
      // A step takes about a quarter of a second.
      evaluation.every = 250
    case .glyphs:
      augmentation.elastic = 0.02
      augmentation.stroke = 0.3
      weightAveraging = 0.999
      evaluation.testTimeVariants = 5
    }
  }
}
