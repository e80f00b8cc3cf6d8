import SiamCore

/// The disjoint training, validation and test classes.
struct ClassSplit {
  private(set) var training: [ClassID] = []
  private(set) var validation: [ClassID] = []
  private(set) var test: [ClassID] = []
  let description: SplitDescription

  /// Splits the classes as the options say, and skips those with too few images, which are added to `problems`.
  ///
  /// - Throws: `DataError` when the split can't be made, or when a split has fewer than two classes; if the options
  ///   tolerate that, it is added to `problems` instead.
  init(
    _ classIndex: ClassIndex, named data: String, options: DatasetOptions, problems: inout DataProblems
  ) throws(DataError) {
    let choice = try SplitAssigner(classIndex, options)
    description = choice.description
    let splits = choice.splits
    for (item, split) in zip(classIndex.classes, splits) {
      let needed = options.imagesNeeded(split)
      let isSingle = split == .training && options.usesSingleImages && item.images.count == 1
      guard isSingle || item.images.count >= needed else {
        problems.skippedClasses.append(
          SkippedClass(
            id: item.id, name: item.name, split: split, images: item.images.count, needed: needed,
            support: options.supportImages))
        continue
      }
      switch split {
      case .training: training.append(item.id)
      case .validation: validation.append(item.id)
      case .test: test.append(item.id)
      }
    }
    for split in Split.allCases where split == .training || splits.contains(split) {
      let usable = [Split.training: training, .validation: validation, .test: test][split, default: []].count
      guard usable < 2 else { continue }
      let few = Self.shortage(usable, split, data, options.imagesNeeded(split), problems)
      guard options.toleratesFewClasses else { throw .tooFewClasses(few) }
      problems.tooFew.append(few)
    }
  }

  private static func shortage(
    _ usable: Int, _ split: Split, _ data: String, _ needed: Int, _ problems: DataProblems
  ) -> TooFewClasses {
    let skippedClasses = problems.skippedClasses.filter { $0.split == split }
    // The second largest, as two classes are needed.
    let maxImages = skippedClasses.map(\.images).sorted().dropLast().last ?? skippedClasses.map(\.images).max() ?? 0
    return TooFewClasses(
      data: data, split: split, usable: usable, needed: needed, skippedClasses: skippedClasses.count,
      maxImages: usable == 1 ? skippedClasses.map(\.images).max() ?? 0 : maxImages,
      support: skippedClasses.map(\.support).max() ?? 1)
  }
}

extension DatasetOptions {
  /// The number of images that a class of a split needs; at least two, as one can't be compared with anything.
  fileprivate func imagesNeeded(_ split: Split) -> Int {
    max(2, split == .training ? trainingImages : validationImages)
  }
}
