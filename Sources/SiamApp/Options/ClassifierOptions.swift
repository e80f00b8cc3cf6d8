import SiamInference
public import ArgumentParser
import SiamData
import SiamFewShot
public import SiamCore
import SiamTraining

/// The options for how the queries of an evaluation are classified.
struct ClassifierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "One or more of \(ClassifierName.allCases.map(\.rawValue).joined(separator: ", "))", valueName: "name,name…"))
  var classifier = ClassifierList([])
  @OptionGroup var settings: ClassifierSettings

  /// Throws a `ValidationError` for values out of range.
  func check() throws { try settings.check() }

  /// Sets the classifiers, and the number of variants for a model.
  func apply(to options: inout EvaluationOptions, of model: TrainedModel) {
    options.classifiers = classifier.names
    settings.apply(to: &options, of: model)
  }
}

/// The options for how images are classified by one classifier.
struct PredictionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "One of \(ClassifierName.allCases.map(\.rawValue).joined(separator: ", ")) (default: by objective)",
      valueName: "name"))
  var classifier: ClassifierName?
  @OptionGroup var settings: ClassifierSettings

  /// Throws a `ValidationError` for values out of range.
  func check() throws { try settings.check() }

  /// Sets the classifier, and the number of variants for a model.
  func apply(to options: inout EvaluationOptions, of model: TrainedModel) {
    options.classifiers = classifier.map { [$0] } ?? []
    settings.apply(to: &options, of: model)
  }
}

/// The options of a classifier, whichever it is.
struct ClassifierSettings: ParsableArguments {
  @Option(help: ArgumentHelp("k of the k-nearest classifier", valueName: "k")) var neighbours = ClassifierName
    .defaultNeighbourCount
  @OptionGroup var variants: VariantsOption

  /// Throws a `ValidationError` for values out of range.
  func check() throws {
    guard neighbours > 0 else { throw ValidationError("--neighbours must be at least 1") }
    try variants.check()
  }

  /// Sets the neighbours, and the number of variants for a model.
  func apply(to options: inout EvaluationOptions, of model: TrainedModel) {
    options.neighbours = neighbours
    options.variants = variants.count(for: model)
  }
}

extension ClassifierName: ExpressibleByArgument {}

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
    name: [.customLong("test-time-augmentation"), .customLong("test-time-variants")],
    help: ArgumentHelp(
      "Test-time augmentation: average each embedding over n slightly rotated, scaled and shifted copies of the image (default: from the recipe)",
      valueName: "n"))
  var testTimeVariants: Int?

  /// Throws a `ValidationError` for values out of range.
  func check() throws {
    if let testTimeVariants, !TestTimeVariants.counts.contains(testTimeVariants) {
      throw ValidationError("--test-time-augmentation must be 1 to \(TestTimeVariants.counts.upperBound)")
    }
  }

  /// The number of variants for a model: the option's, or that of the model's recipe.
  func count(for model: TrainedModel) -> Int { testTimeVariants ?? model.recipe.evaluation.testTimeVariants }
}
