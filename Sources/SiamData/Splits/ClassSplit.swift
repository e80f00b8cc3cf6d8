import SiamCore

/// The training, validation and test classes, which are disjoint unless the options want the same classes.
struct ClassSplit {
  /// The groups of `classes`.
  let groups: [DataGroup]
  /// The classes of the dataset. An image that training must not use is in another class than those it uses, of the
  /// same name.
  let classes: [DataClass]
  private(set) var training: [ClassID] = []
  private(set) var validation: [ClassID] = []
  private(set) var test: [ClassID] = []
  /// With the same classes in every split, the training class of each validation and test class.
  private(set) var supportClasses: [ClassID: ClassID] = [:]
  let description: SplitDescription

  /// Splits the classes as the options say, and skips those with too few images, which are added to `problems`.
  ///
  /// - Throws: `DataError` when the split can't be made, when no class is in several splits of the data although the
  ///   options want the same classes in all, or when a split has fewer than two classes; if the options
  ///   tolerate that, it is added to `problems` instead.
  init(
    _ classIndex: ClassIndex, named data: String, options: DatasetOptions, problems: inout DataProblems
  ) throws(DataError) {
    let isSame = options.hasSameClasses || options.restoredSplit?.isSameClasses == true
    let parts: [ClassPart]
    if isSame {
      guard !classIndex.hasOwnSplit || classIndex.hasSharedClasses else { throw .noSharedClasses(path: data) }
      (parts, description) = ClassPart.ofSameClasses(classIndex)
    } else {
      var options = options
      // Nothing can be evaluated on one class: a folder of test images in no class folders, such as `test/unknown`.
      if options.testHoldOut == .standard, classIndex.splits.count(where: { $0 == .test }) == 1 {
        options.testHoldOut = .last(0)
      }
      let choice = try SplitAssigner(classIndex, options)
      description = choice.description
      parts = ClassPart.parts(of: classIndex, choice.splits)
    }
    let arranged = ClassPart.arranged(parts, of: classIndex)
    (groups, classes) = (arranged.groups, arranged.classes)
    problems.unusedTestClasses = isSame ? 0 : zip(classIndex.splits, parts).count { $0 == .test && $1.split == nil }
    var trainingClasses: [Int: ClassID] = [:]
    for (part, item) in zip(parts, classes) {
      guard let split = part.split else { continue }
      guard !isSame || split == .training || trainingClasses[part.source] != nil else {
        // A class without training images; one with too few is listed already.
        if problems.skippedClasses.last?.name != item.name {
          problems.skippedClasses.append(
            SkippedClass(
              id: item.id, name: item.name, split: .training, images: 0,
              needed: options.imagesNeeded(.training, isSame: true)))
        }
        continue
      }
      let needed = options.imagesNeeded(split, isSame: isSame)
      let isSingle = split == .training && options.usesSingleImages && item.images.count == 1
      guard isSingle || item.images.count >= needed else {
        problems.skippedClasses.append(
          SkippedClass(
            id: item.id, name: item.name, split: split, images: item.images.count, needed: needed,
            support: options.supportImages))
        continue
      }
      if split == .training { trainingClasses[part.source] = item.id }
      if isSame, split != .training { supportClasses[item.id] = trainingClasses[part.source] }
      switch split {
      case .training: training.append(item.id)
      case .validation: validation.append(item.id)
      case .test: test.append(item.id)
      }
    }
    if options.restoredSplit == nil, training.count > 1 {
      let hasTests = classIndex.splits.contains(.test) || classIndex.partCounts.contains { $0?.test ?? 0 > 0 }
      problems.isTestData = !hasTests && (Self.isNamedTest(data) || classIndex.origin.testFolder != nil)
      problems.trainedTests = trainedTests
    }
    for split in Split.allCases where split == .training || parts.contains(where: { $0.split == split }) {
      let usable = [Split.training: training, .validation: validation, .test: test][split, default: []].count
      guard usable < 2 else { continue }
      var few = Self.shortage(usable, split, data, options.imagesNeeded(split, isSame: isSame), problems)
      few.isSameClasses = isSame
      if split == .training, !isSame { few.testClasses = classIndex.splits.count { $0 == .test } }
      few.otherClasses = parts.count { $0.split != split && $0.split != nil }
      guard options.toleratesFewClasses else { throw .tooFewClasses(few) }
      problems.tooFew.append(few)
    }
  }

  /// Whether the last part of some data's path, or the one before, is named after tests.
  private static func isNamedTest(_ path: String) -> Bool {
    path.split(separator: "/").suffix(2).contains { part in
      SplitName.isTest((part.split(separator: ".").first ?? part).utf8)
    }
  }

  /// The groups and classes that are used for training or validation although their names are those of test splits.
  private var trainedTests: [String] {
    let trained = (training + validation).sorted { $0.index < $1.index }.map { classes[$0.index] }
    let groups = Set(trained.compactMap(\.group)).sorted().map { index in self.groups[index].name }
      .filter { SplitName.isTest($0.utf8) }
    let tests = trained.filter { item in
      // A class's name begins with its group's.
      let group = item.group.map { self.groups[$0].name.count + 1 } ?? 0
      return Split(named: item.name.dropFirst(group).utf8) == .test
    }
    return groups.map { "group \(NameList.quoted($0))" } + tests.map { "class \(NameList.quoted($0.name))" }
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
  ///
  /// With the same classes in every split, one query is enough: the support images are those of training.
  fileprivate func imagesNeeded(_ split: Split, isSame: Bool) -> Int {
    if isSame, split != .training { return 1 }
    return max(2, split == .training ? trainingImages : validationImages)
  }
}
