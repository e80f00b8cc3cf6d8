import SiamCore
import SiamTensors

/// Assigns every class to a split, before classes with too few images are skipped.
///
/// Each class gets at most one split. Hold-outs by name are applied first, then the split of the data itself, then
/// counts: the last classes or groups by name for validation, and of those left the last for test. Test classes of the
/// data itself are never training classes; without another split they have none.
struct SplitAssigner {
  /// The split of each class, in the order of the classes; nil for unused test classes of the data itself.
  var splits: [Split?] { chosen.indices.map { chosen[$0] ?? (isReserved($0) ? nil : .training) } }
  private(set) var description = SplitDescription(rule: "", unit: .class, validation: [], test: [])

  private let classIndex: ClassIndex
  private let units: SplitUnits
  /// The assigned splits; nil for classes that no hold-out has claimed yet.
  private var chosen: [Split?]
  /// The number of groups or classes chosen by default, with its noun.
  private var standardCount = ""
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
      let own = classIndex.splits.contains(.test) ? "; the data's own test classes stay test classes" : ""
      describe(rule: "\(shares) of the \(plural) by seed \(options.splitSeed)\(own)", seed: options.splitSeed)
    } else {
      let (holdOut, testHoldOut) = (
        options.holdOut.resolved(among: units.names), options.testHoldOut.resolved(among: units.names)
      )
      try hold([(.validation, holdOut), (.test, testHoldOut)])
      let rules = [rule(holdOut, .validation), rule(testHoldOut, .test)].compactMap(\.self)
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
      case .standard, .last, .listed: continue
      }
    }
    if classIndex.hasOwnSplit {
      for (split, holdOut) in holdOuts where holdOut == .standard {
        for index in chosen.indices where chosen[index] == nil && classIndex.splits[index] == split {
          chosen[index] = split
        }
      }
    }
    let reserved = holdOuts.reduce(0) { sum, item in
      if case .last(let count) = item.holdOut { sum + count } else { sum }
    }
    for (split, holdOut) in holdOuts { try assignLast(holdOut, to: split, reserved: reserved) }
    guard chosen.contains(nil) || chosen.isEmpty || classIndex.hasOwnSplit else {
      throw .holdOutTooLarge(requested: units.names.count, kind: units.unit.rawValue, existing: units.names.count)
    }
  }

  private mutating func assign(_ names: [String], of units: SplitUnits, to split: Split) throws(DataError) {
    let indices = Dictionary(grouping: units.indices) { units.names[$0] }
    for name in names {
      guard let found = indices[name].map({ $0.flatMap { units.classes[$0] } }) ?? ownClasses(ofSplit: name) else {
        throw .unknownHoldOut(name: name, kind: units.unit.rawValue, existing: units.names)
      }
      for index in found {
        guard chosen[index] == nil || chosen[index] == split else {
          throw .inBothHoldOuts(name: name, kind: units.unit.rawValue)
        }
        chosen[index] = split
      }
    }
  }

  /// The classes of the data's own split with a name such as `val`, as folders are named; nil if there are none.
  private func ownClasses(ofSplit name: String) -> [Int]? {
    guard let split = Split(named: name.utf8) else { return nil }
    let found = classIndex.splits.indices.filter { classIndex.splits[$0] == split }
    return found.isEmpty ? nil : found
  }

  /// Whether the data itself calls a class a test class.
  private func isReserved(_ index: Int) -> Bool { classIndex.splits[index] == .test }

  /// The units that a number for a split selects from. Validation classes are used to choose a checkpoint, so the
  /// data's own test classes are not among them.
  private func free(for split: Split, of units: SplitUnits) -> [Int] {
    units.indices.filter { unit in
      units.classes[unit].allSatisfy { chosen[$0] == nil && (split == .test || !isReserved($0)) }
    }
  }

  /// Assigns the last units by name to a split, as its hold-out says; hold-outs by name select none here.
  ///
  /// - Parameters:
  ///   - holdOut: the hold-out.
  ///   - split: the split.
  ///   - reserved: the number of units that hold-outs by number select.
  /// - Throws: `DataError` when there are not enough units.
  private mutating func assignLast(_ holdOut: HoldOut, to split: Split, reserved: Int) throws(DataError) {
    switch holdOut {
    case .named, .namedClasses, .listed: return
    case .last(let count):
      let free = free(for: split, of: units)
      guard (0...free.count).contains(count) else {
        throw .holdOutTooLarge(requested: count, kind: units.unit.rawValue, existing: free.count)
      }
      for unit in free.suffix(count) { assign(unit, of: units, to: split) }
    case .standard:
      guard split == .validation, !classIndex.splits.contains(.validation) else { return }
      var (units, free) = (units, free(for: split, of: units))
      // Where every group has test classes, single classes are chosen.
      if classIndex.hasOwnSplit, units.unit == .group, free.count < 2 {
        units = SplitUnits.classes(of: classIndex)
        free = self.free(for: split, of: units)
      }
      // A single class can't be compared with another.
      let minCount = units.unit == .group ? 1 : 2
      guard free.count >= 2 * minCount else { return }
      let sixth = (classIndex.hasOwnSplit ? free.count : units.names.count) / 6
      let standard = max(minCount, min(sixth, free.count - minCount))
      let count = adapted(standard, free, of: units, reserved: reserved)
      isAdapted = count != standard
      for unit in free.suffix(count) { assign(unit, of: units, to: split) }
      standardCount = units.unit.counted(count)
    }
  }

  /// The number of units nearest to the standard one with which the data suffices; the standard one without needs.
  private func adapted(_ standard: Int, _ free: [Int], of units: SplitUnits, reserved: Int) -> Int {
    guard let needs, reserved <= free.count else { return standard }
    return needs.count(
      nearest: standard, of: free.map { unit in units.classes[unit].map { classIndex.classes[$0].images.count } },
      reserved: reserved)
  }

  // MARK: By fractions

  private mutating func divide(by shares: SplitShares, seed: UInt64) throws(DataError) {
    for index in chosen.indices where isReserved(index) { chosen[index] = .test }
    var order = units.indices.filter { unit in units.classes[unit].contains { chosen[$0] == nil } }
    var generator = SeededGenerator(seed: seed, purpose: .split)
    generator.shufflePrefix(&order, count: order.count)
    var rest = order[...]
    for (split, share) in [(Split.validation, shares.validation), (.test, shares.test)] where share > 0 {
      // 1e-9 makes up for rounding errors of decimal fractions.
      let count = Int(share * Double(order.count) + 1e-9)
      var (assigned, classes) = (0, 0)
      while assigned < count || classes < 2, let unit = rest.popFirst() {
        classes += units.classes[unit].count { chosen[$0] == nil }
        assign(unit, of: units, to: split)
        assigned += 1
      }
    }
    guard rest.reduce(0, { $0 + units.classes[$1].count { chosen[$0] == nil } }) >= 2 else {
      throw .tooFewToSplit(split: shares.description, kind: units.unit.rawValue, existing: order.count)
    }
  }

  private mutating func assign(_ unit: Int, of units: SplitUnits, to split: Split) {
    for index in units.classes[unit] where chosen[index] == nil { chosen[index] = split }
  }

  // MARK: Description

  private var plural: String { units.unit == .group ? "groups" : "classes" }

  /// Describes what a hold-out selected; nil if it selected nothing.
  private func rule(_ holdOut: HoldOut, _ split: Split) -> String? {
    guard chosen.contains(split) else { return nil }
    let rule =
      switch holdOut {
      case .standard:
        classIndex.splits.contains(split)
          ? "the data's own split"
          : isAdapted ? "the last \(standardCount) by name" : "the last sixth by name (\(standardCount))"
      case .last(let count):
        "the last \(count == 1 ? units.unit.rawValue : units.unit.counted(count)) by name"
          + (split == .test && chosen.contains(.validation) ? " of the rest" : "")
      case .named, .listed: "the requested \(plural)"
      case .namedClasses: "the requested classes"
      }
    return "\(split.rawValue): \(rule)"
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
