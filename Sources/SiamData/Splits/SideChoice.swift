import SiamMessages
import SiamTensors

/// A side for every class, before those with too few images are left out.
///
/// A class gets one side, so sides can't overlap. Names come first, then what the data itself says, then counts:
/// validation's last so many by name, and of what that leaves test's.
struct SideChoice {
  /// In the order of the classes.
  var sides: [Side] { chosen.map { $0 ?? .training } }
  private(set) var description = SplitDescription(rule: "", unit: .class, validation: [], test: [])

  private let arranged: ArrangedClasses
  private let units: SplitUnits
  /// Nil where no wish has taken a class yet.
  private var chosen: [Side?]

  /// Chooses as the options say.
  ///
  /// - Throws: `DataError` when a name is unknown or on two sides, or nothing is left to train on.
  init(_ arranged: ArrangedClasses, _ options: DatasetOptions) throws(DataError) {
    self.arranged = arranged
    units = SplitUnits.usual(of: arranged)
    chosen = Array(repeating: nil, count: arranged.classes.count)
    if let split = options.remade {
      try hold([(.validation, split.holdOut(split.validation)), (.test, split.holdOut(split.test))])
      describe(rule: split.rule, seed: split.seed)
    } else if let shares = options.shares {
      try divide(by: shares, seed: options.splitSeed)
      describe(rule: "\(shares) of the \(plural) by seed \(options.splitSeed)", seed: options.splitSeed)
    } else {
      try hold([(.validation, options.holdOut), (.test, options.testHoldOut)])
      let rules = [words(options.holdOut, .validation), words(options.testHoldOut, .test)].compactMap(\.self)
      describe(rule: rules.isEmpty ? "nothing held out" : rules.joined(separator: "; "), seed: nil)
    }
  }

  // MARK: By wishes

  private typealias Wish = (side: Side, holdOut: HoldOut)

  private mutating func hold(_ wishes: [Wish]) throws(DataError) {
    for (side, wish) in wishes {
      switch wish {
      case .named(let names): try take(names, of: units, for: side)
      case .namedClasses(let names): try take(names, of: SplitUnits.classes(of: arranged), for: side)
      case .standard, .last: continue
      }
    }
    if arranged.hasOwnSplit {
      for (side, wish) in wishes where wish == .standard {
        for place in chosen.indices where chosen[place] == nil && arranged.sides[place] == side {
          chosen[place] = side
        }
      }
    }
    for (side, wish) in wishes { try take(last: count(wish, side), for: side) }
    guard chosen.contains(nil) || chosen.isEmpty || arranged.hasOwnSplit else {
      throw .holdOutTooLarge(asked: units.names.count, kind: units.unit.rawValue, existing: units.names.count)
    }
  }

  private mutating func take(_ names: [String], of units: SplitUnits, for side: Side) throws(DataError) {
    let places = Dictionary(grouping: units.indices) { units.names[$0] }
    for name in names {
      guard let found = places[name] else {
        throw .unknownHoldOut(name: name, kind: units.unit.rawValue, existing: units.names)
      }
      for place in found.flatMap({ units.classes[$0] }) {
        guard chosen[place] == nil || chosen[place] == side else {
          throw .heldOutTwice(name: name, kind: units.unit.rawValue)
        }
        chosen[place] = side
      }
    }
  }

  private mutating func take(last count: Int, for side: Side) throws(DataError) {
    let free = units.indices.filter { unit in units.classes[unit].allSatisfy { chosen[$0] == nil } }
    guard (0...free.count).contains(count) else {
      throw .holdOutTooLarge(asked: count, kind: units.unit.rawValue, existing: free.count)
    }
    for unit in free.suffix(count) { give(unit, to: side) }
  }

  /// How many by name; 0 for what is not counted.
  private func count(_ wish: HoldOut, _ side: Side) -> Int {
    switch wish {
    case .last(let count): return count
    case .named, .namedClasses: return 0
    case .standard:
      guard side == .validation, !arranged.hasOwnSplit else { return 0 }
      let free = units.indices.count { unit in units.classes[unit].allSatisfy { chosen[$0] == nil } }
      // A single class can't be told from another.
      let least = units.unit == .group ? 1 : 2
      return free < 2 * least ? 0 : max(least, min(units.names.count / 6, free - least))
    }
  }

  // MARK: By shares

  private mutating func divide(by shares: SplitShares, seed: UInt64) throws(DataError) {
    var order = Array(units.indices)
    var generator = SeededGenerator(seed: seed, purpose: .split)
    generator.shufflePrefix(&order, count: order.count)
    var rest = order[...]
    for (side, share) in [(Side.validation, shares.validation), (.test, shares.test)] where share > 0 {
      // The least is added to what a product of decimal fractions falls short of its whole number.
      let wanted = Int(share * Double(order.count) + 1e-9)
      var (taken, classes) = (0, 0)
      while taken < wanted || classes < 2, let unit = rest.popFirst() {
        give(unit, to: side)
        taken += 1
        classes += units.classes[unit].count
      }
    }
    guard rest.reduce(0, { $0 + units.classes[$1].count }) >= 2 else {
      throw .tooFewToSplit(split: shares.description, kind: units.unit.rawValue, existing: order.count)
    }
  }

  private mutating func give(_ unit: Int, to side: Side) {
    for place in units.classes[unit] { chosen[place] = side }
  }

  // MARK: In words

  private var plural: String { units.unit == .group ? "groups" : "classes" }

  /// What a wish comes to; nil where it holds nothing out.
  private func words(_ wish: HoldOut, _ side: Side) -> String? {
    guard chosen.contains(side) else { return nil }
    let rule =
      switch wish {
      case .standard:
        arranged.hasOwnSplit ? "as the data itself says" : "the last sixth by name (\(units.unit.counted(taken(side))))"
      case .last(let count):
        "the last \(count == 1 ? units.unit.rawValue : units.unit.counted(count)) by name"
          + (side == .test && chosen.contains(.validation) ? " of the rest" : "")
      case .named: "the \(plural) asked for"
      case .namedClasses: "the classes asked for"
      }
    return "\(side.rawValue): \(rule)"
  }

  private func taken(_ side: Side) -> Int {
    units.classes.count { range in range.contains { chosen[$0] == side } }
  }

  /// Names groups where none has classes on two sides, else classes.
  private mutating func describe(rule: String, seed: UInt64?) {
    let sides = sides
    let isWhole = units.classes.allSatisfy { range in range.allSatisfy { sides[$0] == sides[range.lowerBound] } }
    let isGrouped = arranged.classes.allSatisfy { $0.group != nil || sides[$0.id.index] == .training }
    let named = isWhole && isGrouped ? units : SplitUnits.classes(of: arranged)
    func names(_ side: Side) -> [String] {
      named.indices.filter { named.classes[$0].first.map { sides[$0] == side } ?? false }.map { named.names[$0] }
    }
    description = SplitDescription(
      rule: rule, unit: named.unit, seed: seed, validation: names(.validation), test: names(.test))
  }
}

extension SplitDescription {
  /// Those with these names.
  fileprivate func holdOut(_ names: [String]) -> HoldOut { unit == .group ? .named(names) : .namedClasses(names) }
}
