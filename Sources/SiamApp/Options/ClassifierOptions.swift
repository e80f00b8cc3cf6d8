import SiamInference
import ArgumentParser
import SiamData
import SiamFewShot
import SiamCore
import SiamTraining

/// The options for how queries are classified.
struct ClassifierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Classifier: \(ClassifierName.allCases.map(\.rawValue).joined(separator: ", ")); siam evaluate takes a list",
      valueName: "name,name…"))
  var classifier = ClassifierList([])
  @Option(help: ArgumentHelp("k of the k-nearest classifier", valueName: "k")) var neighbours = ClassifierName
    .defaultNeighbourCount
  @OptionGroup var variants: VariantsOption

  /// Throws a `ValidationError` for values out of range.
  func check() throws {
    guard neighbours > 0 else { throw ValidationError("--neighbours must be at least 1") }
    try variants.check()
  }

  /// Sets the classifiers, and the number of variants for a model.
  func apply(to options: inout EvaluationOptions, of model: TrainedModel) {
    options.classifiers = classifier.names
    options.neighbours = neighbours
    options.variants = variants.count(for: model)
  }
}

/// A list of classifiers, such as `nearest-mean,k-nearest`.
struct ClassifierList: ExpressibleByArgument {
  var names: [ClassifierName]

  var isEmpty: Bool { names.isEmpty }

  init(_ names: [ClassifierName]) { self.names = names }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    names = parts.compactMap { ClassifierName(rawValue: String($0.drop { $0 == " " })) }
    if names.isEmpty || names.count != parts.count { return nil }
  }

  var defaultValueDescription: String { names.isEmpty ? "by objective" : "" }
}

/// The option to average embeddings over variants of each image.
struct VariantsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Test-time augmentation: average each embedding over n slightly rotated, scaled and shifted copies of the image (default: from the recipe)",
      valueName: "n"))
  var testTimeVariants: Int?

  /// Throws a `ValidationError` for values out of range.
  func check() throws {
    if let testTimeVariants, !TestTimeVariants.counts.contains(testTimeVariants) {
      throw ValidationError("--test-time-variants must be 1 to \(TestTimeVariants.counts.upperBound)")
    }
  }

  /// The number of variants for a model: the option's, or that of the model's recipe.
  func count(for model: TrainedModel) -> Int { testTimeVariants ?? model.recipe.evaluation.testTimeVariants }
}
