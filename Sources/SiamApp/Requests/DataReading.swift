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
  ///   - options: how the images are read and split, and the cache.
  ///   - run: the run as it was named on the command line, for messages.
  ///   - progress: called now and then while images are read.
  /// - Returns: the dataset.
  /// - Throws: `DataError`; `RunDataError` or `NotDownloadedError` if the data can't be found.
  func read(
    _ options: DatasetOptions, of run: String, progress: @escaping LoadingListener
  ) throws -> Dataset {
    switch self {
    case .glyphs: try Dataset.glyphs(options: options)
    case .path(let path): try Dataset.load(path: try dataPath(path), options: options, progress: progress)
    case .recorded(let path, let fingerprint):
      try path.read(options, fingerprint: fingerprint, of: run, progress: progress)
    case .unknown(let name): throw RunDataError.noData(run: run, data: name)
    }
  }
}

extension RecordedDataPath {
  /// Reads the data of a run: at its recorded path, or if nothing is there, where the cache has the same images.
  fileprivate func read(
    _ options: DatasetOptions, fingerprint: String, of run: String, progress: @escaping LoadingListener
  ) throws -> Dataset {
    let existing = existing
    // In another working folder, the path as typed may lead to other data.
    if existing.count > 1 {
      for path in existing {
        if let found = try unchanged(at: path, options, fingerprint, progress) { return found }
      }
    }
    if let path = existing.first { return try Dataset.load(path: path, options: options, progress: progress) }
    if DownloadCatalogue.set(named: typed) != nil {
      return try Dataset.load(path: try dataPath(typed), options: options, progress: progress)
    }
    let cached = options.cache?.datasets(withFingerprint: fingerprint) ?? []
    for dataset in cached where RecordedDataPath.exists(dataset.path) {
      var options = options
      options.movedFrom = display
      if let found = try unchanged(at: dataset.path, options, fingerprint, progress) { return found }
    }
    for dataset in cached {
      if let found = try Dataset.load(dataset, recordedAt: display, options: options) { return found }
    }
    throw RunDataError.moved(run: run, path: display)
  }

  /// Reads the data at a path; nil if it can't be read or has another fingerprint.
  private func unchanged(
    at path: String, _ options: DatasetOptions, _ fingerprint: String, _ progress: @escaping LoadingListener
  ) throws -> Dataset? {
    do {
      let found = try Dataset.load(path: path, options: options, progress: progress)
      return found.fingerprint == fingerprint ? found : nil
    } catch is DataError {
      return nil
    }
  }
}

/// The path of some data as it is recorded in a run: as typed, and the absolute path, also of a published dataset.
///
/// - Throws: `NotDownloadedError` for a published dataset that has not been downloaded.
func recordedPath(_ typed: String) throws(NotDownloadedError) -> RecordedDataPath {
  RecordedDataPath(typed: typed, absolute: RecordedDataPath(try dataPath(typed)).absolute)
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
    let options = DatasetOptions(restoring: data, recipe: recipe, isInverted: isInverted).caching()
    let location = recordedDataPath.map { RunData.recorded($0, fingerprint: data.fingerprint) } ?? .glyphs
    return try location.read(options, of: run) { _ in }
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

extension TrainedModel {
  /// The options that read the run's own data, or other data, for a model.
  ///
  /// - Parameters:
  ///   - path: other data; nil for the run's own, whose names are read as they were for training.
  ///   - labels: the rules that name the classes; empty for those of the run.
  /// - Returns: the options, with the user's image cache.
  func options(forDataAt path: String?, labels: LabelRules) -> DatasetOptions {
    var options = dataOptions.caching()
    // `EvaluationClasses` counts the unseen ones.
    options.toleratesFewClasses = true
    if !labels.isEmpty { (options.labels, options.hasRecordedLabels) = (labels, false) }
    if path == nil { options.nameEncoding = NameEncoding(recordedBy: description.data) }
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
  /// Nothing is at the recorded path any more.
  case moved(run: String, path: String)

  var description: String {
    switch self {
    case .noData(let run, let data): "\(run): its data (\(data)) has no recorded path; give --data"
    case .moved(let run, let path):
      "\(run): its data, \(printable(path)), was moved or removed; give its path with --data, or record it with "
        + "siam runs relocate \(run) PATH"
    }
  }
}
