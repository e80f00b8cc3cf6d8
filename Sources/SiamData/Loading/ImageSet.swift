import SiamMessages

/// The images of some data, decoded and arranged by class, before its classes are split: what a cache keeps.
struct ImageSet {
  var side: Int
  var channels: Channels
  var isInverted: Bool
  var arranged: ArrangedClasses
  /// Names of classes that the data itself puts on two sides.
  var torn: [String]
  /// Files that could not be used.
  var problems: DataProblems
  var pixels: PixelStore
  /// Of all that; nil where it isn't known yet.
  var fingerprint: String?

  /// The dataset that they are once they are split.
  ///
  /// - Throws: `DataError` when the split can't be made.
  func dataset(path: String, name: String, options: DatasetOptions) throws(DataError) -> Dataset {
    if options.hasUsualSplit, !torn.isEmpty { throw .tornClasses(path: path, names: torn) }
    var problems = problems
    let split = try ClassSplit(arranged, named: path, options: options, problems: &problems)
    return Dataset(
      name: name, side: side, channels: channels, arranged: arranged, pixels: pixels, isInverted: isInverted,
      split: split, problems: problems, fingerprint: fingerprint, chosen: ReadingPlan(options).chosen)
  }
}
