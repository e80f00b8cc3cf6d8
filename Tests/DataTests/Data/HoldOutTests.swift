import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct HoldOutTests {
  /// The names of the groups, or of the classes without groups, used for validation.
  private func validationNames(
    _ holdOut: HoldOut, of names: [String], areGroups: Bool = true, splits: [Split?] = []
  ) throws -> [String] {
    var classIndex = ClassIndex()
    for (index, name) in names.enumerated() {
      if areGroups { classIndex.addGroup(name) }
      classIndex.addClass(areGroups ? "\(name) a" : name, images: 2, split: splits.isEmpty ? nil : splits[index])
    }
    return try SplitAssigner(classIndex, DatasetOptions(holdOut: holdOut)).description.validation
  }

  private let names = (0..<13).map { "group\($0)" }

  @Test func `the argument is a number or names`() {
    #expect(HoldOut(argument: "5") == .last(5))
    #expect(HoldOut(argument: "0") == .last(0))
    #expect(HoldOut(argument: "Greek, N_Ko,") == .listed("Greek, N_Ko,"))
    #expect(HoldOut(argument: "-1") == .listed("-1"))
  }

  @Test func `a list names what exists, whatever its names contain`() throws {
    let names = ["Doe", "Doe, Jane 1", "Doe, Jane 3", "5", "007", "caf\u{E9}", "-x"]
    func chosen(_ argument: String) throws -> [String] {
      try validationNames(HoldOut(argument: argument), of: names, areGroups: false)
    }
    #expect(try chosen("Doe, Jane 3") == ["Doe, Jane 3"])
    #expect(try chosen("Doe, Jane 3,-x,Doe") == ["Doe", "Doe, Jane 3", "-x"])
    #expect(try chosen("\"Doe, Jane 1\", cafe\u{301}") == ["Doe, Jane 1", "caf\u{E9}"])
    #expect(try chosen("\"5\"") == ["5"] && chosen("007") == ["007"])
    #expect(try chosen("2") == ["caf\u{E9}", "-x"] && chosen("02") == ["caf\u{E9}", "-x"], "the last two")
    #expect(throws: DataError.unknownHoldOut(name: "Jane 2", kind: "class", existing: names)) {
      try chosen("Doe, Jane 2")
    }
    #expect(
      DataError.unknownHoldOut(name: "a,b", kind: "class", existing: Array(names.prefix(3))).description
        == "no class named \"a,b\" to hold out; available: Doe, \"Doe, Jane 1\", \"Doe, Jane 3\"")
  }

  @Test func `the default is the last sixth by name, or the data's own split`() throws {
    #expect(try validationNames(.standard, of: names) == ["group11", "group12"])
    #expect(try validationNames(.standard, of: ["a", "b", "c"]) == ["c"])
    #expect(try validationNames(.standard, of: ["a"]) == [])
    #expect(try validationNames(.standard, of: ["a", "b", "c", "d"], areGroups: false) == ["c", "d"])
    #expect(try validationNames(.standard, of: ["a", "b"], splits: [.validation, nil]) == ["a"])
  }

  @Test func `there is no validation set on request`() throws {
    let options = DatasetOptions(holdOut: .last(0))
    let data = try dataset(groupSizes: [3, 4], images: 2, options: options)
    #expect(data.training.count == 7)
    #expect(data.validation.isEmpty && data.test.isEmpty)
    #expect(data.summary.validation == .empty && data.split.rule == "no validation or test groups")
  }

  @Test func `an unknown name is an error that lists the known names`() {
    #expect(throws: DataError.unknownHoldOut(name: "Grek", kind: "group", existing: ["Greek", "Latin"])) {
      try validationNames(.named(["Greek", "Grek"]), of: ["Greek", "Latin"])
    }
    let error = DataError.unknownHoldOut(name: "Grek", kind: "group", existing: ["Greek", "Latin"])
    #expect(error.description == "no group named Grek to hold out; available: Greek, Latin")
  }

  @Test func `holding everything out is an error`() {
    #expect(throws: DataError.holdOutTooLarge(requested: 13, kind: "group", existing: 13)) {
      try validationNames(.last(13), of: names)
    }
    #expect(throws: DataError.self) { try validationNames(.last(-1), of: names) }
    #expect(throws: DataError.self) { try validationNames(.named(names), of: names, areGroups: false) }
  }

  @Test func `splits are disjoint, consist of whole groups and cover all classes`() throws {
    var generator = SeededGenerator(seed: 3, purpose: .sampling)
    for _ in 0..<100 {
      let sizes = (0..<2 + generator.below(8)).map { _ in 2 + generator.below(6) }
      let hasGroups = generator.below(2) == 0
      let count = hasGroups ? sizes.count : sizes.reduce(0, +)
      let requested = 1 + generator.below(count)
      let options = DatasetOptions(holdOut: .last(requested))
      guard let data = try? dataset(groupSizes: sizes, images: 2, hasGroups: hasGroups, options: options) else {
        #expect(requested == count || !hasGroups && (requested == 1 || requested == count - 1))
        continue
      }
      let training = Set(data.training)
      let validation = Set(data.validation)
      #expect(training.isDisjoint(with: validation))
      #expect(training.count + validation.count == data.classes.count)
      let trained = Set(data.training.compactMap { data.classes[$0.index].group })
      let validationUnits = Set(data.validation.compactMap { data.classes[$0.index].group })
      #expect(trained.isDisjoint(with: validationUnits))
      #expect(hasGroups ? validationUnits.count == requested : validation.count == requested)
    }
  }
}

extension DatasetOptions {
  init(holdOut: HoldOut) {
    self.init()
    self.holdOut = holdOut
  }
}
