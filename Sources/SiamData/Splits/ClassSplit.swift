import SiamMessages

/// Which classes are trained on, held out for validation, and kept for the final figure; disjoint.
struct ClassSplit {
  private(set) var training: [ClassID] = []
  private(set) var validation: [ClassID] = []
  private(set) var test: [ClassID] = []
  let description: SplitDescription

  /// Splits as the options say, and leaves out classes with too few images, which `problems` then names.
  ///
  /// - Throws: `DataError` when the split can't be made, or a side that should have classes keeps fewer than two;
  ///   where the options tolerate that, `problems` tells it.
  init(
    _ arranged: ArrangedClasses, named data: String, options: DatasetOptions, problems: inout DataProblems
  ) throws(DataError) {
    let choice = try SideChoice(arranged, options)
    description = choice.description
    let sides = choice.sides
    for (item, side) in zip(arranged.classes, sides) {
      let needed = options.imagesNeeded(side)
      guard item.images.count >= needed else {
        problems.leftOut.append(
          LeftOutClass(id: item.id, name: item.name, side: side, images: item.images.count, needed: needed))
        continue
      }
      switch side {
      case .training: training.append(item.id)
      case .validation: validation.append(item.id)
      case .test: test.append(item.id)
      }
    }
    for side in Side.allCases where side == .training || sides.contains(side) {
      let usable = [Side.training: training, .validation: validation, .test: test][side, default: []].count
      guard usable < 2 else { continue }
      let few = Self.shortage(usable, side, data, options.imagesNeeded(side), problems)
      guard options.toleratesFewClasses else { throw .tooFewClasses(few) }
      problems.tooFew.append(few)
    }
  }

  private static func shortage(
    _ usable: Int, _ side: Side, _ data: String, _ needed: Int, _ problems: DataProblems
  ) -> TooFewClasses {
    let leftOut = problems.leftOut.filter { $0.side == side }
    // The second largest: two classes are what is needed.
    let most = leftOut.map(\.images).sorted().dropLast().last ?? leftOut.map(\.images).max() ?? 0
    return TooFewClasses(
      data: data, side: side, usable: usable, needed: needed, leftOut: leftOut.count,
      most: usable == 1 ? leftOut.map(\.images).max() ?? 0 : most)
  }
}

extension DatasetOptions {
  /// Images that a class must have on a side; two at the least, as one has nothing to be compared with.
  fileprivate func imagesNeeded(_ side: Side) -> Int {
    max(2, side == .training ? trainingImages : validationImages)
  }
}
