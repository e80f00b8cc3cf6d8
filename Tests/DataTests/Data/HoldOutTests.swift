import SiamMessages
import SiamTensors
import Testing

@testable import SiamData

struct HoldOutTests {
  /// The names held out for validation of groups, or of classes without groups.
  private func held(
    _ holdOut: HoldOut, of names: [String], areGroups: Bool = true, sides: [Side?] = []
  ) throws -> [String] {
    var arranged = ArrangedClasses()
    for (place, name) in names.enumerated() {
      if areGroups { arranged.addGroup(name) }
      arranged.addClass(areGroups ? "\(name) a" : name, images: 2, side: sides.isEmpty ? nil : sides[place])
    }
    return try SideChoice(arranged, DatasetOptions(holdOut: holdOut)).description.validation
  }

  private let names = (0..<13).map { "group\($0)" }

  @Test func `the argument is a number or names`() {
    #expect(HoldOut(argument: "5") == .last(5))
    #expect(HoldOut(argument: "0") == .last(0))
    #expect(HoldOut(argument: "Greek, N_Ko,") == .named(["Greek", "N_Ko"]))
    #expect(HoldOut(argument: "-1") == .named(["-1"]))
  }

  @Test func `the standard is the last sixth by name, or the data's own split`() throws {
    #expect(try held(.standard, of: names) == ["group11", "group12"])
    #expect(try held(.standard, of: ["a", "b", "c"]) == ["c"])
    #expect(try held(.standard, of: ["a"]) == [])
    #expect(try held(.standard, of: ["a", "b", "c", "d"], areGroups: false) == ["c", "d"])
    #expect(try held(.standard, of: ["a", "b"], sides: [.validation, nil]) == ["a"])
  }

  @Test func `nothing is held out when that is asked for`() throws {
    let options = DatasetOptions(holdOut: .last(0))
    let data = try dataset(groupSizes: [3, 4], images: 2, options: options)
    #expect(data.training.count == 7)
    #expect(data.validation.isEmpty && data.test.isEmpty)
    #expect(data.summary.validation == .nothing && data.split.rule == "nothing held out")
  }

  @Test func `a name that does not exist is an error with those that do`() {
    #expect(throws: DataError.unknownHoldOut(name: "Grek", kind: "group", existing: ["Greek", "Latin"])) {
      try held(.named(["Greek", "Grek"]), of: ["Greek", "Latin"])
    }
    let error = DataError.unknownHoldOut(name: "Grek", kind: "group", existing: ["Greek", "Latin"])
    #expect(error.description == "there is no group named Grek to hold out; there are Greek, Latin")
  }

  @Test func `holding everything out is an error`() {
    #expect(throws: DataError.holdOutTooLarge(asked: 13, kind: "group", existing: 13)) {
      try held(.last(13), of: names)
    }
    #expect(throws: DataError.self) { try held(.last(-1), of: names) }
    #expect(throws: DataError.self) { try held(.named(names), of: names, areGroups: false) }
  }

  @Test func `the sides are disjoint, whole groups, and everything`() throws {
    var generator = SeededGenerator(seed: 3, purpose: .sampling)
    for _ in 0..<100 {
      let sizes = (0..<2 + generator.below(8)).map { _ in 2 + generator.below(6) }
      let hasGroups = generator.below(2) == 0
      let count = hasGroups ? sizes.count : sizes.reduce(0, +)
      let asked = 1 + generator.below(count)
      let options = DatasetOptions(holdOut: .last(asked))
      guard let data = try? dataset(groupSizes: sizes, images: 2, hasGroups: hasGroups, options: options) else {
        #expect(asked == count || !hasGroups && (asked == 1 || asked == count - 1))
        continue
      }
      let training = Set(data.training)
      let validation = Set(data.validation)
      #expect(training.isDisjoint(with: validation))
      #expect(training.count + validation.count == data.classes.count)
      let trained = Set(data.training.compactMap { data.classes[$0.index].group })
      let held = Set(data.validation.compactMap { data.classes[$0.index].group })
      #expect(trained.isDisjoint(with: held))
      #expect(hasGroups ? held.count == asked : validation.count == asked)
    }
  }
}

extension DatasetOptions {
  init(holdOut: HoldOut) {
    self.init()
    self.holdOut = holdOut
  }
}
