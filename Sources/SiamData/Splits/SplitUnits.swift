import SiamCore

/// The groups or classes that are assigned to splits as a whole.
struct SplitUnits {
  let unit: SplitDescription.Unit
  let names: [String]
  /// The indices of the classes of each unit.
  let classes: [Range<Int>]

  /// The groups, or the classes if there are no groups.
  static func standard(of classIndex: ClassIndex) -> SplitUnits {
    guard !classIndex.groups.isEmpty else { return classes(of: classIndex) }
    return SplitUnits(unit: .group, names: classIndex.groups.map(\.name), classes: classIndex.groups.map(\.classes))
  }

  /// Each class as a unit of its own.
  static func classes(of classIndex: ClassIndex) -> SplitUnits {
    SplitUnits(
      unit: .class, names: classIndex.classes.map(\.name), classes: classIndex.classes.indices.map { $0..<$0 + 1 })
  }

  var indices: Range<Int> { names.indices }
}
