import SiamMessages

/// What is held out whole.
struct SplitUnits {
  let unit: SplitDescription.Unit
  let names: [String]
  /// For each its places in the classes.
  let classes: [Range<Int>]

  /// Groups, or classes where there are no groups.
  static func usual(of arranged: ArrangedClasses) -> SplitUnits {
    guard !arranged.groups.isEmpty else { return classes(of: arranged) }
    return SplitUnits(unit: .group, names: arranged.groups.map(\.name), classes: arranged.groups.map(\.classes))
  }

  /// Each class by itself.
  static func classes(of arranged: ArrangedClasses) -> SplitUnits {
    SplitUnits(
      unit: .class, names: arranged.classes.map(\.name), classes: arranged.classes.indices.map { $0..<$0 + 1 })
  }

  var indices: Range<Int> { names.indices }
}
