import SiamRuns
import SiamInference
import Foundation
import SiamData
import SiamDownloads
import SiamCore
import SiamTraining

/// Finds the data that `--data` names: an existing path, or a downloaded dataset of that name.
func dataPath(
  _ given: String, downloads: DownloadFolder = DownloadFolder(environment: Output.environment)
) throws(NotDownloadedError) -> String {
  guard !FileManager.default.fileExists(atPath: given), let set = DownloadCatalogue.set(named: given) else {
    return given
  }
  guard downloads.presence(of: set) == .complete else { throw NotDownloadedError(name: given) }
  return downloads.trainingPath(of: set)
}

/// The error for a published dataset that has not been downloaded.
struct NotDownloadedError: Error, CustomStringConvertible {
  var name: String

  var description: String { "\(name): not downloaded; run siam data get \(name)" }
}

extension RunData {
  /// Reads the data.
  ///
  /// - Parameters:
  ///   - options: how the images are read and split.
  ///   - run: the run as it was named on the command line, for messages.
  ///   - progress: called now and then while images are read.
  /// - Returns: the dataset.
  /// - Throws: `DataError`; `RunDataError` or `NotDownloadedError` if the data can't be found.
  func read(
    _ options: DatasetOptions, of run: String, progress: @escaping LoadingListener
  ) throws -> Dataset {
    switch self {
    case .glyphs: try Dataset.glyphs(options: options)
    case .path(let path): try Dataset.load(path: try dataPath(path), options: options.caching(), progress: progress)
    case .unknown(let name): throw RunDataError.noData(run: run, data: name)
    }
  }
}

extension RunDescription {
  /// Reads a run's data again, as it was read for training. The files may have changed since.
  ///
  /// - Parameter run: the run as it was named on the command line, for messages.
  /// - Returns: the dataset.
  /// - Throws: `DataError` or `NotDownloadedError`.
  func dataset(ofRun run: String) throws -> Dataset {
    // A run without a readable checkpoint can't say whether its files were inverted: the files are inspected again.
    let isInverted = (try? TrainedModel.description(opening: run))?.isInverted
    let options = DatasetOptions(restoring: data, recipe: recipe, isInverted: isInverted)
    return try (dataPath.map(RunData.path) ?? .glyphs).read(options, of: run) { _ in }
  }
}

extension DatasetOptions {
  /// The options that read a run's data as it was read for training; `holdOut` is for runs that record no split.
  init(restoring data: DataSummary, recipe: Recipe, holdOut: HoldOut = .standard, isInverted: Bool?) {
    self.init(recipe: recipe, holdOut: holdOut)
    side = data.width
    channels = Channels(count: data.channels)
    self.isInverted = isInverted
    nameEncoding = NameEncoding(recordedBy: data)
    restoredSplit = data.split
    if let labels = data.labels { (self.labels, hasRecordedLabels) = (labels, true) }
  }

  /// The same options with the user's image cache, for commands that have no option for it.
  func caching() -> DatasetOptions {
    var options = self
    options.cache = options.cache ?? ImageCache(environment: Output.environment)
    return options
  }
}

extension NameEncoding {
  /// The encoding of names that a run's data was read with; nil if it was the default.
  init?(recordedBy data: DataSummary) {
    guard let name = data.nameEncoding else { return nil }
    self.init(argument: name)
  }
}

/// The error for a run whose data can't be found.
enum RunDataError: Error, CustomStringConvertible {
  /// The run does not record where its data is.
  case noData(run: String, data: String)

  var description: String {
    switch self {
    case .noData(let run, let data): "\(run): its data (\(data)) has no recorded path; give --data"
    }
  }
}
