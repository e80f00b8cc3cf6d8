import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// What the command line asked to be trained, and on what.
struct TrainingOrder: Sendable {
  var recipe: Recipe
  /// Nil for the bundled glyphs.
  var path: String?
  var options: DatasetOptions
  var runs: String
  var run: String?
  var threads: Int?

  /// Reads the data.
  func dataset(progress: (@Sendable (Int) -> Void)? = nil) throws(DataError) -> Dataset {
    if let path { return try Dataset.load(path: path, options: options, progress: progress) }
    return try Dataset.glyphs(options: options)
  }

  /// Makes the run's folder.
  func folder(for dataset: Dataset) throws(RunFolderError) -> RunFolder {
    let description = RunFolder.Description(
      version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: path)
    if let run { return try RunFolder(creating: URL(fileURLWithPath: run), description) }
    return try RunFolder.create(in: URL(fileURLWithPath: runs), day: Date(), description)
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
      case is RunFolderError: 73
      default: 70
      }
  }
}
