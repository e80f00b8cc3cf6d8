import SiamCore
import SiamTensors
import Testing

@testable import SiamData

/// Training, validation and test by class.
struct SplitTests {
  private func options(_ validation: HoldOut = .standard, test: HoldOut) -> DatasetOptions {
    var options = DatasetOptions(holdOut: validation)
    options.testHoldOut = test
    return options
  }

  private func options(shares: String, seed: UInt64 = 1) throws -> DatasetOptions {
    var options = DatasetOptions()
    options.shares = try SplitShares(argument: shares)
    options.splitSeed = seed
    return options
  }

  @Test func `test takes the last of what validation leaves`() throws {
    let data = try dataset(groupSizes: [2, 2, 2, 2, 2, 2], images: 2, options: options(.last(2), test: .last(1)))
    #expect(data.split.validation == ["group4", "group5"] && data.split.test == ["group3"])
    #expect(data.test == [ClassID(6), ClassID(7)] && data.classes(of: .test) == data.test)
    #expect(data.summary.test == SplitSummary(classes: 2, images: 4, groups: ["group3"]))
    #expect(data.split.rule == "validation: the last 2 groups by name; test: the last group by name of the rest")
    #expect(data.split.line.hasSuffix("; validation has group4, group5; test has group3"))
  }

  @Test func `names are applied before counts, and a name is in one split only`() throws {
    let data = try dataset(groupSizes: [2, 2, 2], images: 2, options: options(test: .named(["group2"])))
    #expect(data.split.test == ["group2"] && data.split.validation == ["group1"])
    #expect(throws: DataError.inBothHoldOuts(name: "group2", kind: "group")) {
      try dataset(
        groupSizes: [2, 2, 2], images: 2, options: options(.named(["group1", "group2"]), test: .named(["group2"])))
    }
    #expect(throws: DataError.holdOutTooLarge(requested: 2, kind: "group", existing: 1)) {
      try dataset(groupSizes: [2, 2, 2], images: 2, options: options(.last(2), test: .last(2)))
    }
  }

  @Test func `the data's own split is used unless another is requested`() throws {
    let splits: [Split?] = [.test, .test, nil, .training, .validation, .validation]
    let own = try dataset(groupSizes: [3, 3], images: 2, splits: splits)
    #expect(own.test == [ClassID(0), ClassID(1)] && own.training == [ClassID(2), ClassID(3)])
    #expect(own.split.unit == .class && own.split.rule.contains("the data's own split"))
    let requested = try dataset(
      groupSizes: [4, 3], images: 2, splits: [.test, .test, nil, .training, .validation, .validation, nil],
      options: options(.last(0), test: .last(1)))
    #expect(requested.test == [ClassID(4), ClassID(5), ClassID(6)] && requested.validation.isEmpty)
    // The data's own test classes aren't trained on, although this split doesn't test on them.
    #expect(requested.training == [ClassID(2), ClassID(3)] && requested.problems.unusedTestClasses == 2)
    #expect(
      requested.problems.lines == [
        "2 test classes of the data itself not used by this split; they are never trained on"
      ])
  }

  @Test func `without validation classes of its own, data is validated on a sixth of its training classes`() throws {
    let splits = (0..<14).map { $0 < 2 ? Split.test : nil }
    let data = try dataset(groupSizes: [14], images: 2, hasGroups: false, splits: splits)
    #expect(data.test == [ClassID(0), ClassID(1)] && data.validation == [ClassID(12), ClassID(13)])
    #expect(data.training.count == 10)
    #expect(data.split.rule == "validation: the last sixth by name (2 classes); test: the data's own split")
    // Every group has a test class, so that no group can be chosen as a whole.
    let mixed = try dataset(groupSizes: [4, 4, 4], images: 2, splits: (0..<12).map { $0 % 4 == 0 ? .test : nil })
    #expect(mixed.validation == [ClassID(10), ClassID(11)] && mixed.test.count == 3 && mixed.training.count == 7)
    #expect(mixed.split.unit == .class && mixed.split.validation == ["group2 class2", "group2 class3"])
  }

  @Test func `no requested split trains on the data's own test classes`() throws {
    let splits = (0..<12).map { $0 % 3 == 0 ? Split.test : nil }
    let own = Set((0..<12).filter { $0 % 3 == 0 }.map { ClassID($0) })
    let requests: [DatasetOptions] = [
      options(.last(2), test: .standard), options(.last(0), test: .last(0)), options(.standard, test: .last(1)),
      options(.named(["group0 class1", "group0 class2"]), test: .named(["group0 class4", "group0 class5"])),
      try options(shares: "0.5/0.25/0.25"), try options(shares: "0.7/0.3", seed: 5),
    ]
    for (number, request) in requests.enumerated() {
      var request = request
      request.toleratesFewClasses = true
      let data = try dataset(groupSizes: [12], images: 2, hasGroups: false, splits: splits, options: request)
      #expect(own.isDisjoint(with: data.training), "request \(number)")
      if request.testHoldOut == .standard { #expect(own.isSubset(of: data.test), "request \(number)") }
      #expect(own.isDisjoint(with: data.validation), "request \(number)")
      request = DatasetOptions()
      request.restoredSplit = data.split
      request.toleratesFewClasses = true
      let again = try dataset(groupSizes: [12], images: 2, hasGroups: false, splits: splits, options: request)
      #expect(again.training == data.training && again.test == data.test && again.split == data.split)
    }
  }

  @Test func `a hold-out may name one of the data's own splits, as folders are named`() throws {
    let splits: [Split?] = [.training, .training, .validation, .validation, .test, .test]
    let data = try dataset(
      groupSizes: [6], images: 2, hasGroups: false, splits: splits, options: options(.named(["test"]), test: .last(0)))
    #expect(data.validation == [ClassID(4), ClassID(5)] && data.test.isEmpty)
    #expect(throws: DataError.self) {
      try dataset(groupSizes: [6], images: 2, hasGroups: false, options: options(.named(["test"]), test: .standard))
    }
  }

  @Test func `a random split depends on the seed and gives every split two classes`() throws {
    let sizes = [Int](repeating: 5, count: 20)
    let first = try dataset(groupSizes: sizes, images: 2, options: options(shares: "0.7/0.15/0.15"))
    #expect(first.split.validation.count == 3 && first.split.test.count == 3 && first.training.count == 70)
    #expect(first.split.seed == 1 && first.split.rule == "0.7/0.15/0.15 of the groups by seed 1")
    let again = try dataset(groupSizes: sizes, images: 2, options: options(shares: "0.7/0.15/0.15"))
    let other = try dataset(groupSizes: sizes, images: 2, options: options(shares: "0.7/0.15/0.15", seed: 2))
    #expect(again.split == first.split && other.split.test != first.split.test)
    let small = try dataset(groupSizes: [6], images: 2, hasGroups: false, options: options(shares: "0.9/0.05/0.05"))
    #expect([small.training, small.validation, small.test].map(\.count) == [2, 2, 2])
    #expect(throws: DataError.tooFewToSplit(split: "0.9/0.05/0.05", kind: "class", existing: 5)) {
      try dataset(groupSizes: [5], images: 2, hasGroups: false, options: options(shares: "0.9/0.05/0.05"))
    }
    let two = try dataset(groupSizes: sizes, images: 2, options: options(shares: "0.8/0.2"))
    #expect(two.split.validation.count == 4 && two.test.isEmpty)
  }

  @Test(arguments: ["", "0.5", "0.7/0.2", "0.7/0.2/0.2", "1/0.5/-0.5", "0/0.5/0.5", "a/b", "nan/1", "0.4/0.3/0.2/0.1"])
  func `fractions that don't add up to 1 are rejected`(argument: String) {
    #expect(throws: SplitSharesError(argument: argument)) { try SplitShares(argument: argument) }
  }

  @Test func `no options make splits overlap`() throws {
    var generator = SeededGenerator(seed: 11, purpose: .sampling)
    var made = 0
    for _ in 0..<400 {
      let sizes = (0..<1 + generator.below(7)).map { _ in 1 + generator.below(5) }
      let hasGroups = generator.below(2) == 0
      let count = sizes.reduce(0, +)
      func wish() -> HoldOut {
        switch generator.below(4) {
        case 0: return .standard
        case 1: return .last(generator.below(count + 1))
        case 2: return .named((0..<generator.below(3)).map { _ in "group\(generator.below(sizes.count))" })
        default:
          return .namedClasses((0..<generator.below(3)).map { _ in "group0 class\(generator.below(sizes[0]))" })
        }
      }
      var options = options(wish(), test: wish())
      if generator.below(3) == 0 { options = try self.options(shares: "0.5/0.25/0.25", seed: generator.next()) }
      options.side = 1
      options.toleratesFewClasses = generator.below(2) == 0
      let splits = generator.below(3) > 0 ? [] : (0..<count).map { _ in ([nil] + Split.allCases)[generator.below(4)] }
      let images = 1 + generator.below(3)
      func make(_ options: DatasetOptions) -> Dataset? {
        try? dataset(groupSizes: sizes, images: images, hasGroups: hasGroups, splits: splits, options: options)
      }
      guard let data = make(options) else { continue }
      made += 1
      let all = data.training + data.validation + data.test
      #expect(Set(all).count == all.count)
      #expect(
        all.count + data.problems.skippedClasses.count + data.problems.unusedTestClasses == data.classes.count)
      let (validation, test) = (Set(data.split.validation), Set(data.split.test))
      #expect(validation.isDisjoint(with: test))
      // The split stored in a run is restored.
      var again = options
      again.restoredSplit = data.split
      let restoredSplit = try #require(make(again))
      #expect(
        restoredSplit.training == data.training && restoredSplit.validation == data.validation
          && restoredSplit.test == data.test)
      #expect(restoredSplit.split == data.split)
    }
    #expect(made > 150)
  }
}
