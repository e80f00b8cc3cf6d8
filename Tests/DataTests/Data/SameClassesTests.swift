import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// The closed-set protocol: training and evaluation have the same classes, and different images.
struct SameClassesTests {
  /// A dataset of classes with some images in each split.
  private func dataset(_ counts: [PartCounts?], images: Int = 8, options: DatasetOptions) throws -> Dataset {
    var classIndex = ClassIndex()
    for (number, parts) in counts.enumerated() {
      classIndex.addClass("c\(number)", images: parts?.total ?? images, parts: parts)
    }
    var problems = DataProblems()
    let split = try ClassSplit(classIndex, named: "made up", options: options, problems: &problems)
    let total = classIndex.classes.last?.images.upperBound ?? 0
    return Dataset(
      name: "made up", side: 1, classIndex: classIndex, pixels: PixelStore((0..<total).map { UInt8($0) }),
      isInverted: false, split: split, problems: problems)
  }

  private var options: DatasetOptions {
    var options = DatasetOptions()
    (options.hasSameClasses, options.toleratesFewClasses) = (true, true)
    return options
  }

  @Test func `support images are training images, and queries are validation or test images`() throws {
    let parts = PartCounts(training: 4, validation: 2, test: 3)
    let data = try dataset([parts, parts, parts], options: options)
    #expect(data.hasSameClasses && data.training.count == 3 && data.validation.count == 3 && data.test.count == 3)
    for (number, classes) in zip(zip(data.training, data.validation), data.test).enumerated() {
      let ((training, validation), test) = classes
      #expect(data.images(of: training).map(\.index) == Array(9 * number..<9 * number + 4))
      #expect(data.images(of: validation).map(\.index) == Array(9 * number + 4..<9 * number + 6))
      #expect(data.images(of: test).map(\.index) == Array(9 * number + 6..<9 * number + 9))
      for id in [validation, test] { #expect(data.supportImages(of: id) == data.images(of: training)) }
      #expect(data.canDraw(shot: 4, queries: 3, from: test) && !data.canDraw(shot: 5, queries: 3, from: test))
      #expect(!data.canDraw(shot: 1, queries: 4, from: test) && data.canDraw(shot: 1, queries: 3, from: training))
    }
    #expect(data.split.rule.hasPrefix("same classes in training and evaluation") && data.split.isSameClasses)
    #expect(data.summary.label == "made up, same classes")
  }

  @Test func `without validation images, some of each class's training images are validated on`() throws {
    let counts: [(images: Int, validation: Int)] = [(2, 0), (3, 1), (6, 2), (8, 2), (12, 2), (30, 5)]
    for (images, validation) in counts {
      let data = try dataset([nil, nil], images: images, options: options)
      #expect(data.training.map { data.images(of: $0).count } == [images - validation, images - validation])
      #expect(data.validation.map { data.images(of: $0).count } == (validation > 0 ? [validation, validation] : []))
      #expect(data.test.isEmpty && data.split.rule.contains("the last sixth"))
    }
  }

  @Test func `a class without training images is excluded`() throws {
    let both = PartCounts(training: 3, test: 2)
    let data = try dataset(
      [both, PartCounts(validation: 2, test: 3), both, PartCounts(training: 1, test: 4)], options: options)
    #expect(data.test.map { data.classes[$0.index].name } == ["c0", "c2"])
    #expect(data.validation.isEmpty)
    #expect(data.problems.skippedClasses.map(\.name) == ["c1", "c3"])
  }

  @Test func `data with other classes in every split is refused, and too few are reported`() throws {
    var classIndex = ClassIndex()
    for (number, split) in [nil, nil, Split.validation, .test].enumerated() {
      classIndex.addClass("c\(number)", images: 4, split: split)
    }
    var problems = DataProblems()
    let error = #expect(throws: DataError.self) {
      try ClassSplit(classIndex, named: "made up", options: options, problems: &problems)
    }
    #expect(error == .noSharedClasses(path: "made up"))
    #expect(error?.description.hasSuffix("omit --same-classes") == true)
    let both = PartCounts(training: 3, test: 2)
    let data = try dataset([both, PartCounts(training: 3, validation: 1)], options: options)
    #expect(data.problems.tooFew.map(\.split) == [.validation, .test])
    #expect(data.problems.tooFew.allSatisfy { $0.description.hasSuffix("or omit --same-classes") })
  }

  @Test func `a run restores it`() throws {
    let parts = PartCounts(training: 4, test: 3)
    let first = try dataset([parts, parts], options: options)
    var restored = DatasetOptions()
    restored.restoredSplit = first.split
    #expect(!restored.hasDefaultSplit && !options.hasDefaultSplit)
    let again = try dataset([parts, parts], options: restored)
    #expect(again.classes == first.classes && again.training == first.training && again.validation == first.validation)
    #expect(again.test == first.test && again.split == first.split)
  }

  @Test func `batches hold training images only, with and without it`() throws {
    var recipe = Recipe()
    (recipe.batchClasses, recipe.batchImages) = (4, 3)
    for hasSameClasses in [false, true] {
      var options = DatasetOptions()
      options.hasSameClasses = hasSameClasses
      let parts = PartCounts(training: 4, validation: 1, test: 3)
      let data = try dataset(Array(repeating: parts, count: 8), options: options)
      let sampler = BatchSampler(dataset: data, recipe: recipe)
      for step in 0..<40 {
        for item in sampler.batch(step: step) {
          #expect(item.image.index % 8 < (hasSameClasses ? 4 : 5), "an image that must not be trained on")
        }
      }
    }
  }

  @Test func `images that aren't trained on keep the classes in their groups`() throws {
    var classIndex = ClassIndex()
    classIndex.addClass("lone", images: 3)
    for group in ["A", "B", "C"] {
      classIndex.addGroup(group)
      for name in ["x", "y"] {
        classIndex.addClass("\(group) \(name)", images: 6, parts: PartCounts(training: 4, test: 2))
      }
    }
    var problems = DataProblems()
    let split = try ClassSplit(classIndex, named: "made up", options: DatasetOptions(), problems: &problems)
    #expect(split.groups.map(\.name) == ["A", "B", "C"] && split.groups.map(\.classes.count) == [4, 4, 2])
    #expect(split.classes.map(\.group) == [nil, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
    #expect(split.classes.indices.allSatisfy { split.classes[$0].id.index == $0 })
    #expect(split.classes.flatMap(\.images) == Array(0..<39))
  }
}
