import SiamData
import SiamTraining

extension RunData {
  /// Reads the data.
  ///
  /// - Parameters:
  ///   - options: how the images are read and split.
  ///   - run: as it was named on the command line.
  /// - Returns: the dataset.
  /// - Throws: `DataError`, or `RunDataError` or `NotDownloadedError` where nothing says where the data is.
  func read(_ options: DatasetOptions, of run: String) throws -> Dataset {
    switch self {
    case .glyphs: try Dataset.glyphs(options: options)
    case .path(let path): try Dataset.load(path: try dataPath(path), options: options)
    case .unknown(let name): throw RunDataError.noData(run: run, data: name)
    }
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
