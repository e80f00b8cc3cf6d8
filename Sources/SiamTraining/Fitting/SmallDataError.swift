import SiamCore
import SiamData

/// Data with too few classes or images for what was requested.
public struct SmallDataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The name of the data.
  public let data: String
  /// What is missing.
  public let problem: String
  /// The options that help, each on its own; applied as they are, training starts. Empty if no option helps.
  public let remedies: [String]
  /// What to do if no option helps.
  private let otherwise: String

  /// One line: what is missing, and what to change.
  public var description: String {
    "\(printable(data)): \(SmallSetText.problem(problem, remedies: remedies, otherwise: otherwise))"
  }

  init(_ shortage: Shortage, of request: FitRequest, _ dataset: Dataset) {
    data = dataset.name
    guard dataset.classes.count > 1 else {
      (problem, remedies, otherwise) = (
        SmallSetText.oneClass(dataset.classes.count), [], "put each class in a folder of its own"
      )
      return
    }
    if case .training = shortage, let few = dataset.problems.tooFew.first(where: \.isOnlyTests) {
      (problem, remedies) = (SmallSetText.onlyTests(few.testClasses), [])
      otherwise = SmallSetText.onlyTestsRemedy
      return
    }
    problem = shortage.problem(of: request, dataset)
    remedies = RemedySearch(request, dataset).remedies(for: shortage)
    otherwise = dataset.classes.count { $0.images.count > 1 } < 2 ? "add images" : "add classes or images"
  }
}

/// What there is too little of.
enum Shortage: Error {
  /// A hold-out leaves nothing for training, or there are too few classes to split.
  case split(DataError)
  /// There are fewer than two training classes.
  case training(usable: Int)
  /// There are fewer classes than the fixed P; turned classes count.
  case batch(existing: Int)
  /// There are too few validation classes for an episode.
  case validation(usable: Int)
  /// There are fewer than two test classes.
  case test(usable: Int)

  /// Makes a split, and returns errors that more classes would avoid as shortages.
  static func ofSplit(_ body: () throws(DataError) -> Dataset) throws -> Dataset {
    do throws(DataError) {
      return try body()
    } catch {
      switch error {
      case .holdOutTooLarge, .tooFewToSplit: throw Shortage.split(error)
      default: throw error
      }
    }
  }

  /// What is wrong, without the name of the data.
  func problem(of request: FitRequest, _ dataset: Dataset) -> String {
    let widest = try? dataset.split(by: request.widestOptions)
    let skipped = { (split: Split) in widest?.problems.skippedClasses.filter { $0.split == split }.map(\.images) ?? [] }
    let need = request.episodeNeed
    switch self {
    case .split(.holdOutTooLarge(let requested, let kind, let existing)):
      return SmallSetText.holdOutTooLarge(requested, of: existing, kind)
    case .split(.tooFewToSplit(let split, let kind, let existing)):
      return SmallSetText.tooFewToSplit(split, existing: existing, kind)
    case .split(let error): return error.description
    case .training(let usable):
      return SmallSetText.fewClasses(
        usable, Split.training.purpose, skipped: skipped(.training), needed: request.widestOptions.trainingImages)
    case .batch(let existing):
      return SmallSetText.batch(classes: request.recipe.batchClasses, existing: existing)
    case .validation(let usable):
      return SmallSetText.episodes(
        need, queries: request.overrides.fixed.contains(.queries) ? need.images - need.shot : nil, existing: usable,
        "validation class")
    case .test(let usable):
      return SmallSetText.fewClasses(usable, Split.test.purpose, skipped: skipped(.test), needed: need.images)
    }
  }
}
