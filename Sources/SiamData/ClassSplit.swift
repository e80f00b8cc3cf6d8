import SiamMessages

/// Which classes are trained on and which are held out; disjoint.
struct ClassSplit {
  var training: [ClassID] = []
  var validation: [ClassID] = []

  /// Splits by what is held out, and leaves out classes with too few images, which `problems` then names.
  ///
  /// - Throws: `DataError` when the hold-out can't be met, or a side that should have classes keeps fewer than two.
  init(
    _ arranged: ArrangedClasses, named data: String, options: DatasetOptions, index: [Bool]? = nil,
    problems: inout DataProblems
  ) throws(DataError) {
    let isHeld: [Bool]
    if arranged.groups.isEmpty {
      isHeld = try options.holdOut.resolve(names: arranged.classes.map(\.name), kind: .class)
    } else {
      let held = try options.holdOut.resolve(names: arranged.groups.map(\.name), kind: .group, index: index)
      isHeld = arranged.classes.map { $0.group.map { held[$0] } ?? false }
    }
    for item in arranged.classes {
      let side = isHeld[item.id.index] ? Side.validation : .training
      let needed = max(2, side == .training ? options.trainingImages : options.validationImages)
      guard item.images.count >= needed else {
        problems.leftOut.append(
          LeftOutClass(id: item.id, name: item.name, side: side, images: item.images.count, needed: needed))
        continue
      }
      if side == .training { training.append(item.id) } else { validation.append(item.id) }
    }
    try check(training.count, .training, data, options.trainingImages, problems)
    if isHeld.contains(true) { try check(validation.count, .validation, data, options.validationImages, problems) }
  }

  private func check(_ usable: Int, _ side: Side, _ data: String, _ needed: Int, _ problems: DataProblems)
    throws(DataError)
  {
    guard usable < 2 else { return }
    let leftOut = problems.leftOut.filter { $0.side == side }
    // The second largest: two classes are what is needed.
    let most = leftOut.map(\.images).sorted().dropLast().last ?? leftOut.map(\.images).max() ?? 0
    throw .tooFewClasses(
      TooFewClasses(
        data: data, side: side, usable: usable, needed: max(2, needed), leftOut: leftOut.count,
        most: usable == 1 ? leftOut.map(\.images).max() ?? 0 : most))
  }
}
