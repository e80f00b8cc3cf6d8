import SiamData
import SiamTraining

extension RunData {
  /// Reads the data.
  ///
  /// - Parameters:
  ///   - options: how the images are read and split.
  ///   - run: as it was named on the command line.
  ///   - progress: told now and then how far it is.
  /// - Returns: the dataset.
  /// - Throws: `DataError`, or `RunDataError` or `NotDownloadedError` where nothing says where the data is.
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
  /// Reads the data of a run again, as it was read for training.
  ///
  /// - Parameter run: as it was named on the command line.
  /// - Returns: the dataset, which may have changed.
  /// - Throws: `DataError`, or `NotDownloadedError`.
  func dataset(ofRun run: String) throws -> Dataset {
    let options = DatasetOptions(
      remaking: data, recipe: recipe, isInverted: (try? TrainedModel(opening: run))?.description.isInverted)
    return try (dataPath.map(RunData.path) ?? .glyphs).read(options, of: run) { _ in }
  }
}

extension DatasetOptions {
  /// The same with the user's cache, as commands have it that have no option for it.
  func caching() -> DatasetOptions {
    var options = self
    options.cache = options.cache ?? ImageCache(environment: Output.environment)
    return options
  }
}

/// Why a run's own data can't be read.
enum RunDataError: Error, CustomStringConvertible {
  /// Nothing says where the run's data is.
  case noData(run: String, data: String)

  /// One line: what is missing and what to do.
  var description: String {
    switch self {
    case .noData(let run, let data): "\(run): doesn't say where its data, \(data), is; give --data"
    }
  }
}
