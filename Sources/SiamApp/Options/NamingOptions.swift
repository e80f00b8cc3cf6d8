import ArgumentParser
import SiamData
import SiamFewShot
import SiamMessages
import SiamTraining

/// How queries are named.
struct NamingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "\(ClassifierName.allCases.map(\.rawValue).joined(separator: ", ")); a list compares several.",
      valueName: "name,name…"))
  var classifier = ClassifierList([])
  @Option(help: ArgumentHelp("k of k-nearest.", valueName: "k")) var neighbours = ClassifierName.usualNeighbours
  @OptionGroup var variants: VariantsOption

  func check() throws {
    guard neighbours > 0 else { throw ValidationError("--neighbours must be at least 1") }
    try variants.check()
  }

  func apply(to order: inout EvaluationOrder, of model: TrainedModel) {
    order.classifiers = classifier.names
    order.neighbours = neighbours
    order.variants = variants.count(for: model)
  }
}

/// A list of classifiers, as `--classifier nearest-mean,k-nearest` spells it.
struct ClassifierList: ExpressibleByArgument {
  var names: [ClassifierName]

  var isEmpty: Bool { names.isEmpty }

  init(_ names: [ClassifierName]) { self.names = names }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    names = parts.compactMap { ClassifierName(rawValue: String($0.drop { $0 == " " })) }
    if names.isEmpty || names.count != parts.count { return nil }
  }

  var defaultValueDescription: String { names.isEmpty ? "the objective's own" : "" }
}

/// How many variants of an image its embedding is averaged over.
struct VariantsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Average each image's embedding over so many slight variants of it; the recipe's own where left out.",
      valueName: "n"))
  var testTimeVariants: Int?

  func check() throws {
    if let testTimeVariants, !TestTimeVariants.counts.contains(testTimeVariants) {
      throw ValidationError("--test-time-variants must be 1 to \(TestTimeVariants.counts.upperBound)")
    }
  }

  func count(for model: TrainedModel) -> Int { testTimeVariants ?? model.recipe.evaluation.testTimeVariants }
}
