import SiamMessages

/// How image files become a dataset.
public struct DatasetOptions: Equatable, Sendable {
  /// Every picture is resized to `side × side` pixels.
  public var side = 28
  /// What is kept for validation.
  public var holdOut = HoldOut.standard
  /// Images a class must have to be trained on: K.
  public var trainingImages = 2
  /// Images a class must have to be examined on: the largest shot and the queries.
  public var validationImages = 2

  /// 28 × 28 pixels, the standard split, at least two images a class.
  public init() {}

  /// What a recipe needs.
  public init(recipe: Recipe, holdOut: HoldOut = .standard) {
    side = recipe.imageSize
    self.holdOut = holdOut
    trainingImages = recipe.batchImages
    validationImages = (recipe.evaluation.settings.map(\.shot).max() ?? 1) + recipe.evaluation.queries
  }
}
