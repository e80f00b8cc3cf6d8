import Foundation
import SiamData
import SiamFewShot
import SiamMessages
import SiamNetworks
import SiamTraining

/// What the command line asked to be trained, and on what.
struct TrainingOrder: Sendable {
  var recipe: Recipe
  /// Whether the way or the shot was asked for.
  var hasOwnEpisodes: Bool
  /// Nil for the bundled glyphs.
  var path: String?
  var options: DatasetOptions
  var runs: String
  var run: String?
  var threads: Int?

  /// Reads the data, and sees that it has what the recipe needs; episodes nobody asked for shrink to what it has.
  func prepare() throws -> PreparedRun {
    let dataset =
      if let path { try Dataset.load(path: path, options: options) } else { try Dataset.glyphs(options: options) }
    let recipe = hasOwnEpisodes ? recipe : recipe.fitted(to: dataset)
    try recipe.check(against: dataset)
    return PreparedRun(order: self, recipe: recipe, dataset: dataset)
  }
}

/// An order whose data has been read.
struct PreparedRun: Sendable {
  var order: TrainingOrder
  var recipe: Recipe
  var dataset: Dataset

  /// Makes the run's folder and starts training.
  func start() throws(RunFolderError) -> (session: TrainingSession, folder: RunFolder) {
    let description = RunFolder.Description(
      version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: order.path)
    let folder =
      if let run = order.run {
        try RunFolder(creating: URL(fileURLWithPath: run), description)
      } else {
        try RunFolder.create(in: URL(fileURLWithPath: order.runs), day: Date(), description)
      }
    return (TrainingSession(recipe: recipe, dataset: dataset, folder: folder, threads: order.threads), folder)
  }
}

/// Ends the program with one line and the status that fits.
struct Refusal: Error {
  var message: String
  var status: Int32

  init(_ error: any Error) {
    message = "\(error)"
    status =
      switch error {
      case let error as DataError: error.fault == .missing ? 66 : 65
      case let error as ModelError: error.isMissing ? 66 : 65
      case let error as FileError: error.isMissing ? 66 : 73
      case .notFound as OneShotFolderError: 66
      case is FewShotError, is OneShotFolderError, is TestClassesError: 65
      case is EncoderError: 64
      case is RunFolderError: 73
      default: 70
      }
  }
}
