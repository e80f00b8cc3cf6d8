import SiamCore

/// The decoded images of some data, arranged by class but not yet split; this is what a cache stores.
struct ImageSet {
  var side: Int
  var channels: Channels
  var isInverted: Bool
  var classIndex: ClassIndex
  /// The files that could not be used.
  var problems: DataProblems
  /// The survey of the files, or nil if none was requested or stored.
  var survey: FileSurvey?
  var pixels: PixelStore
  /// The fingerprint, or nil if it hasn't been computed.
  var fingerprint: String?

  /// Splits the classes and returns the dataset.
  ///
  /// - Throws: `DataError` when the split can't be made.
  func dataset(
    path: String, name: String, options: DatasetOptions, isCacheOnly: Bool = false
  ) throws(DataError) -> Dataset {
    if classIndex.classes.count == 1, !options.toleratesFewClasses, let warning = problems.namesWarning {
      throw .noClassFolders(path: path, images: classIndex.classes[0].images.count, stems: warning)
    }
    var problems = problems
    problems.moved = options.movedFrom.map { MovedData(recorded: $0, found: isCacheOnly ? nil : path) }
    let split = try ClassSplit(classIndex, named: path, options: options, problems: &problems)
    return Dataset(
      name: name, side: side, channels: channels, classIndex: classIndex, pixels: pixels, isInverted: isInverted,
      split: split, problems: problems, fingerprint: fingerprint, detectedOptions: ReadingPlan(options).detectedOptions,
      labels: options.labels.isEmpty ? nil : options.labels, nameEncoding: options.nameEncoding?.name)
  }
}
