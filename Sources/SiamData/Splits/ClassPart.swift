import SiamCore

/// Some images of a class of the data, which are a class of the dataset.
///
/// Most classes are one part. The images that the data itself calls test images are a part of their own where the class
/// is trained on, so that they can't get into a batch.
struct ClassPart {
  /// The index of the class in the data.
  var source: Int
  /// The images.
  var images: Range<Int>
  /// The split of these images, or nil if they are not used.
  var split: Split?

  /// The parts of classes that each belong to one split.
  static func parts(of classIndex: ClassIndex, _ splits: [Split?]) -> [ClassPart] {
    classIndex.classes.flatMap { item -> [ClassPart] in
      let (index, images) = (item.id.index, item.images)
      guard splits[index] == .training, let tests = classIndex.partCounts[index]?.test, tests > 0 else {
        return [ClassPart(source: index, images: images, split: splits[index])]
      }
      let cut = images.upperBound - tests
      return [
        ClassPart(source: index, images: images.lowerBound..<cut, split: .training),
        ClassPart(source: index, images: cut..<images.upperBound, split: nil),
      ]
    }
  }

  /// The parts of classes that are in every split, and the description of that split.
  ///
  /// If the data has no validation images, the last sixth of each class's training images are validation images.
  static func ofSameClasses(_ classIndex: ClassIndex) -> (parts: [ClassPart], SplitDescription) {
    var counts = classIndex.classes.map { item in
      var counts = PartCounts()
      if let own = classIndex.partCounts[item.id.index] { return own }
      switch classIndex.splits[item.id.index] {
      case .training, nil: counts.training = item.images.count
      case .validation: counts.validation = item.images.count
      case .test: counts.test = item.images.count
      }
      return counts
    }
    let hasValidation = counts.contains { $0.validation > 0 }
    if !hasValidation {
      for index in counts.indices where counts[index].training >= 3 {
        let count = counts[index].training
        // Two make a pair of the same class, by which the similarity threshold is chosen.
        counts[index].validation = max(min(2, count / 3), count / 6)
        counts[index].training -= counts[index].validation
      }
    }
    let parts = zip(classIndex.classes, counts).flatMap { item, counts in
      var start = item.images.lowerBound
      return Split.allCases.compactMap { split -> ClassPart? in
        defer { start += counts[split] }
        guard counts[split] > 0 else { return nil }
        return ClassPart(source: item.id.index, images: start..<start + counts[split], split: split)
      }
    }
    let validation = hasValidation ? "validation images" : "the last sixth of each class's training images (validation)"
    let test = counts.contains { $0.test > 0 } ? " and test images" : ""
    return (
      parts,
      SplitDescription(
        sameClasses: "same classes in training and evaluation: support images are training images, queries are "
          + validation + test)
    )
  }

  /// The groups and classes of the dataset: a class for each part, with the name and group of its source.
  static func arranged(
    _ parts: [ClassPart], of classIndex: ClassIndex
  ) -> (groups: [DataGroup], classes: [DataClass]) {
    guard
      parts.count != classIndex.classes.count
        || parts.contains(where: { part in
          part.images != classIndex.classes[part.source].images
        })
    else { return (classIndex.groups, classIndex.classes) }
    var result = ClassIndex()
    for part in parts {
      let source = classIndex.classes[part.source]
      // A group is added with its first class, after those without classes.
      while let group = source.group, result.groups.count <= group {
        result.addGroup(classIndex.groups[result.groups.count].name)
      }
      result.add(source.name, part.images)
    }
    while result.groups.count < classIndex.groups.count {
      result.addGroup(classIndex.groups[result.groups.count].name)
    }
    return (result.groups, result.classes)
  }
}
