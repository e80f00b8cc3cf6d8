import SiamCore
import SiamTensors

/// Assigns every class to a split, before classes with too few images are skipped.
///
/// Each class gets exactly one split. Hold-outs by name are applied first, then the split of the data itself, then
/// counts: the last classes or groups by name for validation, and of those left the last for test.
struct SplitAssigner {
  /// The split of each class, in the order of the classes.
  var splits: [Split] { chosen.map { $0 ?? .training } }
  private(set) var description = SplitDescription(rule: "", unit: .class, validation: [], test: [])

  private let classIndex: ClassIndex
  private let units: SplitUnits
  /// The assigned splits; nil for classes that no hold-out has claimed yet.
  private var chosen: [Split?]
  /// What the standard hold-out is adapted to, or nil to apply its rule as it is.
  private let needs: HoldOutNeeds?
  /// Whether the standard hold-out was adapted.
  private var isAdapted = false

  /// Assigns the classes as the options say.
  ///
  /// - Throws: `DataError` when a name is unknown or in two splits, or when nothing is left for training.
  init(_ classIndex: ClassIndex, _ options: DatasetOptions) throws(DataError) {
    self.classIndex = classIndex
    units = SplitUnits.standard(of: classIndex)
    chosen = Array(repeating: nil, count: classIndex.classes.count)
    needs = options.holdOutNeeds
    if let split = options.restoredSplit {
      try hold([(.validation, split.holdOut(split.validation)), (.test, split.holdOut(split.test))])
      describe(rule: split.rule, seed: split.seed)
    } else if let shares = options.shares {
      try divide(by: shares, seed: options.splitSeed)
      describe(rule: "\(shares) of the \(plural) by seed \(options.splitSeed)", seed: options.splitSeed)
    } else {
      try hold([(.validation, options.holdOut), (.test, options.testHoldOut)])
      let rules = [rule(options.holdOut, .validation), rule(options.testHoldOut, .test)].compactMap(\.self)
      describe(rule: rules.isEmpty ? "no validation or test \(plural)" : rules.joined(separator: "; "), seed: nil)
    }
  }

  // MARK: By hold-outs

  private typealias SplitHoldOut = (split: Split, holdOut: HoldOut)

  private mutating func hold(_ holdOuts: [SplitHoldOut]) throws(DataError) {
    for (split, holdOut) in holdOuts {
      switch holdOut {
      case .named(let names): try assign(names, of: units, to: split)
      case .namedClasses(let names): try assign(names, of: SplitUnits.classes(of: classIndex), to: split)
      case .standard, .last: continue
      }
    }
    if classIndex.hasOwnSplit {
      for (split, holdOut) in holdOuts where holdOut == .standard {
        for index in chosen.indices where chosen[index] == nil && classIndex.splits[index] == split {
          chosen[index] = split
        }
      }
    }
    for (split, holdOut) in holdOuts {
      let standard = count(holdOut, split)
      let count = holdOut == .standard ? adapted(standard, holdOuts.map(\.holdOut)) : standard
      if count != standard { isAdapted = true }
      try assign(last: count, to: split)
    }
    guard chosen.contains(nil) || chosen.isEmpty || classIndex.hasOwnSplit else {
      throw .holdOutTooLarge(requested: units.names.count, kind: units.unit.rawValue, existing: units.names.count)
    }
  }

  private mutating func assign(_ names: [String], of units: SplitUnits, to split: Split) throws(DataError) {
    let indices = Dictionary(grouping: units.indices) { units.names[$0] }
    for name in names {
      guard let found = indices[name] else {
        throw .unknownHoldOut(name: name, kind: units.unit.rawValue, existing: units.names)
      }
      for index in found.flatMap({ units.classes[$0] }) {
        guard chosen[index] == nil || chosen[index] == split else {
          throw .inBothHoldOuts(name: name, kind: units.unit.rawValue)
        }
        chosen[index] = split
      }
    }
  }

  private mutating func assign(last count: Int, to split: Split) throws(DataError) {
    let free = units.indices.filter { unit in units.classes[unit].allSatisfy { chosen[$0] == nil } }
    guard (0...free.count).contains(count) else {
      throw .holdOutTooLarge(requested: count, kind: units.unit.rawValue, existing: free.count)
    }
    for unit in free.suffix(count) { assign(unit, to: split) }
  }

  /// The number of groups or classes to hold out by count; 0 for hold-outs by name.
  private func count(_ holdOut: HoldOut, _ split: Split) -> Int {
    switch holdOut {
    case .last(let count): return count
    case .named, .namedClasses: return 0
    case .standard:
      guard split == .validation, !classIndex.hasOwnSplit else { return 0 }
      let free = units.indices.count { unit in units.classes[unit].allSatisfy { chosen[$0] == nil } }
      // A single class can't be compared with another.
      let minCount = units.unit == .group ? 1 : 2
      return free < 2 * minCount ? 0 : max(minCount, min(units.names.count / 6, free - minCount))
    }
  }

  /// The number of units nearest to the standard one with which the data suffices; the standard one without needs.
  private func adapted(_ standard: Int, _ holdOuts: [HoldOut]) -> Int {
    guard let needs else { return standard }
    let free = units.indices.filter { unit in units.classes[unit].allSatisfy { chosen[$0] == nil } }
    let reserved = holdOuts.reduce(0) { sum, holdOut in
      if case .last(let count) = holdOut { sum + count } else { sum }
    }
    guard reserved <= free.count else { return standard }
    return needs.count(
      nearest: standard, of: free.map { unit in units.classes[unit].map { classIndex.classes[$0].images.count } },
      reserved: reserved)
  }

  // MARK: By fractions

  private mutating func divide(by shares: SplitShares, seed: UInt64) throws(DataError) {
    var order = Array(units.indices)
    var generator = SeededGenerator(seed: seed, purpose: .split)
    generator.shufflePrefix(&order, count: order.count)
    var rest = order[...]
    for (split, share) in [(Split.validation, shares.validation), (.test, shares.test)] where share > 0 {
      // 1e-9 makes up for rounding errors of decimal fractions.
      let count = Int(share * Double(order.count) + 1e-9)
      var (assigned, classes) = (0, 0)
      while assigned < count || classes < 2, let unit = rest.popFirst() {
        assign(unit, to: split)
        assigned += 1
        classes += units.classes[unit].count
      }
    }
    guard rest.reduce(0, { $0 + units.classes[$1].count }) >= 2 else {
      throw .tooFewToSplit(split: shares.description, kind: units.unit.rawValue, existing: order.count)
    }
  }

  private mutating func assign(_ unit: Int, to split: Split) {
    for index in units.classes[unit] { chosen[index] = split }
  }

  // MARK: Description

  private var plural: String { units.unit == .group ? "groups" : "classes" }

  /// Describes what a hold-out selected; nil if it selected nothing.
  private func rule(_ holdOut: HoldOut, _ split: Split) -> String? {
    guard chosen.contains(split) else { return nil }
    let rule =
      switch holdOut {
      case .standard:
        classIndex.hasOwnSplit
          ? "the data's own split"
          : isAdapted
            ? "the last \(units.unit.counted(assignedCount(split))) by name"
            : "the last sixth by name (\(units.unit.counted(assignedCount(split))))"
      case .last(let count):
        "the last \(count == 1 ? units.unit.rawValue : units.unit.counted(count)) by name"
          + (split == .test && chosen.contains(.validation) ? " of the rest" : "")
      case .named: "the requested \(plural)"
      case .namedClasses: "the requested classes"
      }
    return "\(split.rawValue): \(rule)"
  }

  private func assignedCount(_ split: Split) -> Int {
    units.classes.count { range in range.contains { chosen[$0] == split } }
  }

  /// Lists the groups if each is in one split, and the classes otherwise.
  private mutating func describe(rule: String, seed: UInt64?) {
    let splits = splits
    let isWhole = units.classes.allSatisfy { range in range.allSatisfy { splits[$0] == splits[range.lowerBound] } }
    let isGrouped = classIndex.classes.allSatisfy { $0.group != nil || splits[$0.id.index] == .training }
    let named = isWhole && isGrouped ? units : SplitUnits.classes(of: classIndex)
    func names(_ split: Split) -> [String] {
      named.indices.filter { named.classes[$0].first.map { splits[$0] == split } ?? false }.map { named.names[$0] }
    }
    description = SplitDescription(
      rule: rule, unit: named.unit, seed: seed, validation: names(.validation), test: names(.test))
  }
}

extension SplitDescription {
  /// A hold-out of the groups or classes with these names.
  fileprivate func holdOut(_ names: [String]) -> HoldOut { unit == .group ? .named(names) : .namedClasses(names) }
}

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
