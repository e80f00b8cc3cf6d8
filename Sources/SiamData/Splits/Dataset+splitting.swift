package import SiamCore

extension Dataset {
  /// Returns a dataset of the same images that is split by other options. Nothing is read or copied.
  ///
  /// - Parameter options: the hold-outs, or the fractions, and the number of images that a class needs.
  /// - Returns: the dataset with the other split.
  /// - Throws: `DataError` when the split can't be made, or when a split has fewer than two classes and the options
  ///   don't tolerate that.
  package func split(by options: DatasetOptions) throws(DataError) -> Dataset {
    var problems = problems
    (problems.skippedClasses, problems.tooFew) = ([], [])
    let split = try ClassSplit(source, named: name, options: options, problems: &problems)
    return Dataset(self, split: split, problems: problems)
  }

  /// Whether the data comes with a split.
  package var hasOwnSplit: Bool { source.hasOwnSplit }

  /// The number of images of each class of a list.
  package func sizes(of classes: [ClassID]) -> [Int] { classes.map { self.classes[$0.index].images.count } }
}
