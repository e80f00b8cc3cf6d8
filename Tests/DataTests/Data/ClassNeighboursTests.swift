import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct ClassNeighboursTests {
  /// Class means on a line in steps of 1: class 0 at 0, class 1 at 1 and so on.
  private func line(_ classes: [ClassID], neighbours count: Int = 64) -> ClassNeighbours {
    ClassNeighbours(
      classMeans: classes.flatMap { [Float($0.index), 0.5] }, dimension: 2, classes: classes, neighbours: count)
  }

  private func recipe(classes: Int, near: Float, turned: Bool = false, within: Float = 0) -> Recipe {
    var recipe = Recipe()
    recipe.batchClasses = classes
    recipe.batchImages = 2
    recipe.withinGroupShare = within
    recipe.neighbourShare = near
    recipe.quarterTurnClasses = turned
    return recipe
  }

  @Test func `neighbours are ranked by distance, then by order, and exclude the class itself`() {
    let classes = [4, 7, 9, 20].map { ClassID($0) }
    let near = ClassNeighbours(
      classMeans: [0, 0, 3, 4, 0, -5, 0.1, 0], dimension: 2, classes: classes)
    #expect(near.nearest(to: ClassID(4)) == [20, 7, 9].map { ClassID($0) })
    #expect(near.nearest(to: ClassID(9)) == [4, 20, 7].map { ClassID($0) })
    #expect(near.nearest(to: ClassID(5)).isEmpty)
    #expect(ClassNeighbours(classMeans: [], dimension: 3, classes: []).nearest(to: ClassID(0)).isEmpty)
    #expect(ClassNeighbours(classMeans: [1], dimension: 1, classes: [ClassID(0)]).nearest(to: ClassID(0)).isEmpty)
  }

  @Test func `neighbours equal those of a plain sort`() {
    var generator = SeededGenerator(seed: 2, purpose: .sampling)
    let (count, dimension) = (60, 5)
    let means = (0..<count * dimension).map { _ in generator.symmetric(1) }
    let classes = (0..<count).map { ClassID($0 * 2) }
    let near = ClassNeighbours(classMeans: means, dimension: dimension, classes: classes, neighbours: 9)
    for number in 0..<count {
      let distances = (0..<count).map { other in
        (0..<dimension).reduce(0.0) { sum, index in
          let difference = Double(means[number * dimension + index]) - Double(means[other * dimension + index])
          return sum + difference * difference
        }
      }
      let expected = (0..<count).filter { $0 != number }.sorted { distances[$0] < distances[$1] }.prefix(9)
      #expect(near.nearest(to: classes[number]) == expected.map { classes[$0] })
    }
  }

  @Test(arguments: [false, true]) func `a batch of near classes has a few seeds and the classes around them`(
    turned: Bool
  ) throws {
    let data = try dataset(
      groupSizes: [200], images: 3, hasGroups: false, options: DatasetOptions(holdOut: .last(0)))
    let near = line(data.training)
    let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 32, near: 1, turned: turned))
    for step in 0..<60 {
      let items = sampler.batch(step: step, neighbours: near)
      let kinds = stride(from: 0, to: items.count, by: 2).map { start in
        (index: data.classID(of: items[start].image).index, turns: items[start].quarterTurns)
      }
      #expect(kinds.count == 32)
      #expect(Set(kinds.map { [$0.index, $0.turns] }).count == 32)
      // Each seed comes first and its classes follow, nearest first and turned as it is.
      for start in [0, 16] {
        let cluster = kinds[start..<start + 16]
        #expect(Set(cluster.map(\.turns)).count == 1)
        let seed = kinds[start].index
        let distances = cluster.map { abs($0.index - seed) }
        #expect(distances == distances.sorted())
        // 16 around one point of the line, or more where some are used already or the line ends.
        #expect((8...47).contains(distances.last ?? 0))
      }
      if turned { #expect(items.allSatisfy { (0..<4).contains($0.quarterTurns) }) }
    }
    let turns = Set((0..<60).flatMap { sampler.batch(step: $0, neighbours: near).map(\.quarterTurns) })
    #expect(turns == (turned ? [0, 1, 2, 3] : [0]))
  }

  @Test func `the recipe sets the share of near batches, and the others don't change`() throws {
    let data = try dataset(
      groupSizes: [Int](repeating: 25, count: 12), images: 2, options: DatasetOptions(holdOut: .last(0)))
    let near = line(data.training)
    let standard = BatchSampler(dataset: data, recipe: recipe(classes: 16, near: 0, within: 0.3))
    let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 16, near: 0.4, within: 0.3))
    var changed = 0
    for step in 0..<600 {
      let before = standard.batch(step: step)
      #expect(sampler.batch(step: step) == before, "without neighbours nothing changes")
      #expect(standard.batch(step: step, neighbours: near) == before, "without a share nothing changes")
      if sampler.batch(step: step, neighbours: near) != before { changed += 1 }
    }
    #expect(abs(Float(changed) / 600 - 0.4) < 0.07)
  }

  @Test func `a batch is a function of the seed, the step and the neighbours`() throws {
    let data = try dataset(groupSizes: [40, 40], images: 3, options: DatasetOptions(holdOut: .last(0)))
    let recipe = recipe(classes: 12, near: 1)
    let near = line(data.training)
    let far = ClassNeighbours(
      classMeans: data.training.map { Float($0.index * 37 % 80) }, dimension: 1, classes: data.training)
    let maker = BatchMaker(dataset: data, recipe: recipe)
    let first = maker.make(step: 3, neighbours: near)
    #expect(BatchMaker(dataset: data, recipe: recipe).make(step: 3, neighbours: line(data.training)) == first)
    #expect(maker.make(step: 4, neighbours: near) != first)
    #expect(maker.make(step: 3, neighbours: far) != first)
  }

  @Test func `short lists and few classes still fill batches`() throws {
    let data = try dataset(groupSizes: [9], images: 3, hasGroups: false, options: DatasetOptions(holdOut: .last(0)))
    for limit in [0, 1, 3, 64] {
      for turned in [false, true] {
        let sampler = BatchSampler(dataset: data, recipe: recipe(classes: 64, near: 1, turned: turned))
        let near = line(data.training, neighbours: limit)
        for step in 0..<20 {
          let items = sampler.batch(step: step, neighbours: near)
          let kinds = Set(items.map { [data.classID(of: $0.image).index, $0.quarterTurns] })
          #expect(kinds.count == (turned ? 36 : 9))
          #expect(items.count == kinds.count * 2)
        }
      }
    }
  }

  @Test func `validation and episodic batches take any classes`() throws {
    let data = try dataset(groupSizes: [40, 40, 40], images: 3)
    var recipe = recipe(classes: 20, near: 0.5, within: 0.5)
    let near = line(data.training + data.validation)
    let validation = BatchSampler(dataset: data, recipe: recipe, split: .validation)
    #expect((0..<9).allSatisfy { validation.batch(step: $0, neighbours: near) == validation.batch(step: $0) })
    recipe.sampling = .episodic
    let episodic = BatchSampler(dataset: data, recipe: recipe)
    recipe.sampling = .balanced
    recipe.withinGroupShare = 0
    recipe.neighbourShare = 0
    let any = BatchSampler(dataset: data, recipe: recipe)
    #expect((0..<50).allSatisfy { episodic.batch(step: $0, neighbours: near) == any.batch(step: $0) })
  }
}
