import ArgumentParser
import Foundation
import SiamCore
import SiamData
import SiamInference
import SiamRuns

/// `siam runs relocate`: records where a run's data is now.
struct RunsRelocate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relocate", abstract: "Record the new path of a run's data",
    discussion: """
      Reads the data and compares it with that the run was trained on: all images and class names must be the same. A \
      path given with --data to siam train --resume, evaluate or explore is recorded in the same way.
      """)

  @Argument(help: "A run's folder", completion: .runFolder) var run: String
  @Argument(help: "The folder or file of the run's data, or a downloaded dataset", completion: .data) var path: String

  func run() async throws {
    let folder = URL(fileURLWithPath: run)
    let description = try RunDescription(in: folder)
    guard description.dataPath != nil else {
      throw CommandFailure(
        message: "\(run): trained on the bundled glyphs, which have no path to record", status: ExitStatus.usage)
    }
    let recorded = try recordedPath(path)
    let lines = LoadingLines()
    let options = options(for: description)
    let dataset = try lines.whileShown {
      try RunData.path(path).read(options, of: run, progress: lines.show)
    }
    guard dataset.fingerprint == description.data.fingerprint else {
      throw CommandFailure(message: difference(dataset, description.data), status: ExitStatus.invalidData)
    }
    try RunDescription.record(recorded, inRun: folder)
    Output.print("\(run): recorded \(printable(recorded.absolute ?? path)) as the path of its data")
  }

  /// The options that read data as the run's was read, without a split, which other data may not have.
  private func options(for description: RunDescription) -> DatasetOptions {
    // A run without a readable checkpoint can't say whether its files were inverted: the files are inspected again.
    let isInverted = (try? TrainedModel.description(opening: run))?.isInverted
    var options = DatasetOptions(restoring: description.data, recipe: description.recipe, isInverted: isInverted)
    options.restoredSplit = nil
    (options.holdOut, options.testHoldOut) = (.last(0), .last(0))
    (options.trainingImages, options.validationImages) = (2, 2)
    options.toleratesFewClasses = true
    return options.caching()
  }

  private func difference(_ dataset: Dataset, _ data: DataSummary) -> String {
    let splits = [data.training, data.validation, data.test]
    let (classes, images) = (splits.reduce(0) { $0 + $1.classes }, splits.reduce(0) { $0 + $1.images })
    func text(_ classes: Int, _ images: Int) -> String {
      "\(counted(classes, "class", "classes")) and \(counted(images, "image"))"
    }
    let isSameSize = (classes, images) == (dataset.classes.count, dataset.imageCount)
    return "\(path): not the data of \(run): "
      + (isSameSize
        ? "images or class names differ; give the path of the unchanged data"
        : "it has \(text(dataset.classes.count, dataset.imageCount)), the run used \(text(classes, images)); give the "
          + "path of the unchanged data")
  }
}
