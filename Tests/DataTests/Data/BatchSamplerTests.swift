import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct BatchSamplerTests {
  private func recipe(classes: Int, images: Int, within: Float = 0.5, turned: Bool = false) -> Recipe {
    var recipe = Recipe()
    recipe.batchClasses = classes
    recipe.batchImages = images
    recipe.withinGroupShare = within
    recipe.quarterTurnClasses = turned
    return recipe
  }

  @Test(arguments: [false, true], [Float(0), 0.5, 1])
  func `a batch has P distinct classes of K distinct images, sorted by class`(turned: Bool, within: Float) throws {
    let data = try dataset(groupSizes: [30, 3, 12, 25, 7], images: 6)
    let sampler = BatchSampler(
      dataset: data, recipe: recipe(classes: 24, images: 4, within: within, turned: turned))
    #expect(sampler.batchClasses == 24)
    let training = Set(data.training)
    for step in 0..<200 {
      let items = sampler.batch(step: step)
      #expect(items.count == 96)
      #expect(items.map(\.label) == (0..<96).map { Int32($0 / 4) })
      var classes: Set<[Int]> = []
      for start in stride(from: 0, to: items.count, by: 4) {
        let group = items[start..<start + 4]
        #expect(Set(group.map(\.image)).count == 4)
        let kinds = Set(group.map { [data.classID(of: $0.image).index, $0.quarterTurns] })
        #expect(kinds.count == 1)
        classes.formUnion(kinds)
      }
      #expect(classes.count == 24)
      #expect(classes.allSatisfy { training.contains(ClassID($0[0])) })
      #expect(classes.allSatisfy { turned ? (0..<4).contains($0[1]) : $0[1] == 0 })
    }
  }

  @Test func `a batch depends only on the seed and the step`() throws {
    let data = try dataset(groupSizes: [10, 10, 10], images: 5)
    var recipe = recipe(classes: 8, images: 2)
    let sampler = BatchSampler(dataset: data, recipe: recipe)
    let forward = (0..<20).map { sampler.batch(step: $0) }
    let backward = (0..<20).reversed().map { BatchSampler(dataset: data, recipe: recipe).batch(step: $0) }
    #expect(forward == backward.reversed())
    #expect(Set(forward.map { $0.map(\.image) }).count == 20)
    recipe.seed = 2
    #expect(BatchSampler(dataset: data, recipe: recipe).batch(step: 0) != forward[0])
  }

  @Test func `the within-group share is the share of batches from as few groups as possible`() throws {
    let data = try dataset(groupSizes: [Int](repeating: 25, count: 12), images: 2)
    let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 40, images: 2, within: 0.3))
    let groupCounts = (0..<1_000).map { step in
      Set(sampler.batch(step: step).compactMap { data.classes[data.classID(of: $0.image).index].group }).count
    }
    // 40 classes at 20 per group are two groups; a random 40 of 10 groups almost never are.
    let share = Float(groupCounts.filter { $0 == 2 }.count) / 1_000
    #expect(abs(share - 0.3) < 0.05)
    #expect(groupCounts.allSatisfy { $0 == 2 || $0 > 5 })
  }

  @Test func `P is at most the number of classes`() throws {
    let data = try dataset(groupSizes: [5, 4, 3], images: 3)
    for turned in [false, true] {
      for within in [Float(0), 1] {
        let sampler = BatchSampler(
          dataset: data, recipe: recipe(classes: 64, images: 3, within: within, turned: turned))
        #expect(sampler.batchClasses == (turned ? 36 : 9))
        for step in 0..<20 {
          let items = sampler.batch(step: step)
          #expect(items.count == sampler.batchClasses * 3)
          let kinds = Set(items.map { [data.classID(of: $0.image).index, $0.quarterTurns] })
          #expect(kinds.count == sampler.batchClasses)
        }
      }
    }
  }

  @Test func `a class is repeated with another turn only after all others of its group`() throws {
    let data = try dataset(groupSizes: [6, 6, 6, 6], images: 2)
    let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 12, images: 2, within: 1, turned: true))
    for step in 0..<50 {
      let classes = Set(sampler.batch(step: step).map { data.classID(of: $0.image) })
      #expect(classes.count == 12)
    }
  }

  @Test func `every class and image is drawn about equally often`() throws {
    let data = try dataset(groupSizes: [9, 9, 2], images: 5)
    let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 6, images: 2, within: 0))
    var counts = [Int](repeating: 0, count: data.imageCount)
    for step in 0..<3_000 { for item in sampler.batch(step: step) { counts[item.image.index] += 1 } }
    // 36,000 draws of 90 images: 400 each, with a standard deviation of about 20.
    #expect(counts[..<90].allSatisfy { abs($0 - 400) < 100 })
    #expect(counts[90...].allSatisfy { $0 == 0 })
  }

  @Test func `a validation batch has validation classes, unturned`() throws {
    let data = try dataset(groupSizes: [9, 9, 8], images: 5)
    let sampler = BatchSampler(
      dataset: data, recipe: recipe(classes: 64, images: 2, within: 1, turned: true), split: .validation)
    #expect(sampler.batchClasses == 8)
    let items = sampler.batch(step: 0)
    #expect(Set(items.map { data.classID(of: $0.image) }) == Set(data.validation))
    #expect(items.allSatisfy { $0.quarterTurns == 0 })
  }

  @Test func `without validation classes the validation batch is empty`() throws {
    let data = try dataset(groupSizes: [4, 4], images: 3, options: DatasetOptions(holdOut: .last(0)))
    let maker = BatchMaker(dataset: data, recipe: recipe(classes: 4, images: 2), split: .validation)
    #expect(maker.sampler.batchClasses == 0)
    #expect(maker.make(step: 3) == Batch())
  }

  /// A dataset of classes without contents, split for a recipe.
  private func made(_ classIndex: ClassIndex, _ recipe: Recipe) throws -> Dataset {
    var options = DatasetOptions(recipe: recipe, holdOut: .last(2))
    options.validationImages = 2
    var problems = DataProblems()
    let split = try ClassSplit(classIndex, named: "made up", options: options, problems: &problems)
    let count = classIndex.classes.last?.images.upperBound ?? 0
    return Dataset(
      name: "made up", side: 1, classIndex: classIndex, pixels: PixelStore([UInt8](repeating: 0, count: count)),
      isInverted: false, split: split, problems: problems)
  }

  @Test func `repeats fill small training classes evenly and change nothing else`() throws {
    var requested = recipe(classes: 8, images: 5)
    var classIndex = ClassIndex()
    for (index, images) in [1, 2, 3, 4, 5, 9, 9, 3, 9].enumerated() { classIndex.addClass("\(index)", images: images) }
    let standard = try made(classIndex, requested)
    #expect(standard.training.map(\.index) == [4, 5, 6])
    requested.repeatsImages = true
    let repeated = try made(classIndex, requested)
    #expect(
      repeated.training.map(\.index) == [1, 2, 3, 4, 5, 6] && repeated.problems.skippedClasses.map(\.name) == ["0"])
    for step in 0..<20 {
      let items = BatchSampler(dataset: repeated, recipe: requested).batch(step: step)
      #expect(items.count == 30)
      for images in Dictionary(grouping: items, by: \.label).values.map({ $0.map(\.image) }) {
        let size = repeated.images(of: repeated.classID(of: images[0])).count
        let counts = Dictionary(grouping: images) { $0 }.values.map(\.count)
        let (minimum, maximum) = try (#require(counts.min()), #require(counts.max()))
        #expect(counts.count == min(5, size) && maximum - minimum <= 1)
      }
      // Where no class is small, repeats change nothing.
      #expect(
        BatchSampler(dataset: standard, recipe: requested).batch(step: step)
          == BatchSampler(dataset: standard, recipe: recipe(classes: 8, images: 5)).batch(step: step))
    }
    let validation = BatchSampler(dataset: repeated, recipe: requested, split: .validation)
    #expect(validation.batch(step: 0).map { repeated.classID(of: $0.image).index }.allSatisfy { $0 == 8 })
  }

  @Test func `classes of one image are trained on by copies of it, if the recipe says so`() throws {
    var requested = recipe(classes: 6, images: 3)
    var classIndex = ClassIndex()
    for (index, images) in [1, 2, 3, 1, 4, 1, 5, 5].enumerated() { classIndex.addClass("\(index)", images: images) }
    #expect(try made(classIndex, requested).training.map(\.index) == [2, 4])
    requested.singleImageClasses = .augment
    let data = try made(classIndex, requested)
    #expect(data.training.map(\.index) == [0, 2, 3, 4, 5] && data.problems.skippedClasses.map(\.name) == ["1"])
    let sampler = BatchSampler(dataset: data, recipe: requested)
    #expect(sampler.batchClasses == 5)
    let items = Dictionary(grouping: sampler.batch(step: 1)) { data.classID(of: $0.image).index }
    #expect(items.allSatisfy { $0.value.count == 3 })
    #expect(items.mapValues { Set($0.map(\.image)).count } == [0: 1, 2: 3, 3: 1, 4: 3, 5: 1])
    // Validation classes need an image for support and another as the query.
    #expect(data.validation.map(\.index) == [6, 7])
  }

  @Test func `distinct numbers are distinct, in range and equally likely`() {
    var generator = SeededGenerator(seed: 1, purpose: .sampling)
    var counts = [Int](repeating: 0, count: 7)
    var firsts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 {
      let numbers = generator.distinct(3, below: 7)
      #expect(Set(numbers).count == 3)
      for number in numbers { counts[number] += 1 }
      firsts[numbers[0]] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 3_000) < 300 })
    #expect(firsts.allSatisfy { abs($0 - 1_000) < 150 })
    #expect(Set(generator.distinct(9, below: 5)) == Set(0..<5))
    #expect(generator.distinct(2, below: 0).isEmpty)
  }
}
