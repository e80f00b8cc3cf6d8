/// Sets of options that were found by measuring, by the words people use for them.
public enum RecipeName: String, CaseIterable, Sendable {
  /// For handwritten characters, 105×105 pixels or so, of many alphabets with twenty images a class.
  case omniglot
  /// For the bundled glyphs, and for whatever else is 28×28 pixels.
  case glyphs
}

extension Recipe {
  /// A named recipe.
  public init(named name: RecipeName) {
    self.init()
    switch name {
    case .omniglot:
      imageSize = 56
      widths = [32, 64, 128, 256, 256]
      weightAveraging = 0.999
      evaluation.testTimeVariants = 9
      // A step takes a quarter of a second: evaluations come as often in time as those of the glyphs.
      evaluation.every = 250
    case .glyphs:
      weightAveraging = 0.999
      evaluation.testTimeVariants = 5
    }
  }
}
