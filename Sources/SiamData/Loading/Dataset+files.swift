import SiamFiles
import Foundation
public import SiamCore

extension Dataset {
  /// Reads a dataset: `class/*.png` or `group/class/*.png` in a folder or an archive, IDX or CIFAR files, or a list.
  ///
  /// Files are decoded on all cores; the call returns when all are done. Files that can't be used are counted and
  /// listed in `problems`. What the options leave open is detected from the images and listed in `chosenByLooking`.
  ///
  /// - Parameters:
  ///   - path: the path of a folder, archive or file.
  ///   - options: the size of the images, the split, the number of images that a class needs, and the cache.
  ///   - progress: called regularly with the progress.
  /// - Returns: the dataset.
  /// - Throws: `DataError` when the data can't be used; `CancellationError` soon after the task is cancelled, with no
  ///   partial files left.
  public static func load(
    path: String, options: DatasetOptions = DatasetOptions(), progress: ((LoadingProgress) -> Void)? = nil
  ) throws -> Dataset {
    var location = try location(path, options)
    let images = try images(at: &location, options, isSurveyed: false, progress)
    return try images.dataset(path: path, name: name(of: path), options: options.with(location.labels))
  }

  /// Reads a dataset as `load` does, and surveys its files as they are decoded.
  ///
  /// The survey is stored in the cache together with the images.
  ///
  /// - Parameters: as for `load`.
  /// - Returns: the dataset and the survey of its files.
  /// - Throws: as `load` does.
  public static func loadSurveyed(
    path: String, options: DatasetOptions = DatasetOptions(), progress: ((LoadingProgress) -> Void)? = nil
  ) throws -> (dataset: Dataset, survey: DataSurvey) {
    var location = try location(path, options)
    let images = try images(at: &location, options, isSurveyed: true, progress)
    guard let survey = images.survey else { preconditionFailure("surveyed images without a survey") }
    return (
      try images.dataset(path: path, name: name(of: path), options: options.with(location.labels)),
      DataSurvey(
        layout: location.layout, images: survey.images, duplicates: survey.duplicates, labels: survey.labels)
    )
  }

  private static func location(_ path: String, _ options: DatasetOptions) throws(DataError) -> DataLocation {
    try DataLocation(
      path, layout: options.layout, labels: options.labels, isStrict: !options.hasRecordedLabels)
  }

  private static func images(
    at location: inout DataLocation, _ options: DatasetOptions, isSurveyed: Bool,
    _ progress: ((LoadingProgress) -> Void)?
  ) throws -> ImageSet {
    let plan = ReadingPlan(options, labels: location.labels)
    location.nameEncoding = options.nameEncoding
    if let cache = options.cache {
      return try cache.images(at: &location, plan: plan, isSurveyed: isSurveyed, progress: progress)
    }
    return try ImageSet(
      location.openSource(), path: location.path, plan: plan, isSurveyed: isSurveyed, progress: progress)
  }

  static func load(_ source: any ImageSource, path: String, options: DatasetOptions) throws -> Dataset {
    let images = try ImageSet(source, path: path, plan: ReadingPlan(options), isSurveyed: false, progress: nil)
    return try images.dataset(path: path, name: name(of: path), options: options)
  }

  private static func name(of path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
  }
}

extension ImageSet {
  /// Reads a source into memory.
  ///
  /// - Throws: `DataError` when no image can be used, `CancellationError` when the task is cancelled.
  init(
    _ source: any ImageSource, path: String, plan: ReadingPlan, isSurveyed: Bool,
    progress: ((LoadingProgress) -> Void)?
  ) throws {
    var reader = ImageReader(source, path: path, plan: plan, isSurveyed: isSurveyed)
    var spool = MemorySpool()
    self = try reader.read(through: &spool, progress: progress)
  }
}
