import SiamMessages
import SiamTensors

/// Chooses what a batch holds: P classes of K images, as a function of the seed, the step and what is told of the
/// classes' neighbours.
///
/// While training, a share of the batches takes its classes from as few groups as possible (classes of one alphabet
/// are the harder to tell apart), another those near each other in embedding space, the rest any; where the recipe says
/// so, a class turned by a quarter is another class. Held-out and episodic batches take any classes, held-out ones none
/// turned. Classes of a batch are distinct, and so are the images of a class, unless the recipe repeats the images of
/// classes that have fewer than K: then each is there as often as any other of its class, or once more.
public struct BatchSampler: Sendable {
  /// P: the recipe's, or fewer where there are fewer classes; the same for every step.
  public let batchClasses: Int
  /// K: images of each class.
  public let batchImages: Int

  /// Within-group batches take this many classes of a group before they go on to the next.
  public static let classesFromGroup = 20
  /// Batches of near classes take this many, the seed among them, about each of a few seeds.
  public static let classesFromSeed = 16

  private let candidates: [DataClass]
  /// Places in `candidates`.
  private let placeOfClass: [ClassID: Int]
  /// Places in `candidates`, by group; empty when the data has no groups.
  private let groups: [[Int]]
  private let turns: Int
  private let withinGroupShare: Float
  private let neighbourShare: Float
  private let seed: UInt64
  private let purpose: SeededGenerator.Purpose

  /// A sampler of one side's classes that have at least the recipe's `batchImages` images; to be trained on, at least
  /// two, where the recipe repeats images.
  public init(dataset: Dataset, recipe: Recipe, side: Side = .training) {
    let isTraining = side == .training
    let images = max(1, recipe.batchImages)
    let least = isTraining && recipe.repeatsImages ? min(2, images) : images
    let candidates = dataset.classes(of: side).map { dataset.classes[$0.index] }.filter { $0.images.count >= least }
    var places = [[Int]](repeating: [], count: dataset.groups.count)
    for (place, item) in candidates.enumerated() {
      if let group = item.group { places[group].append(place) }
    }
    self.candidates = candidates
    placeOfClass = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($0.element.id, $0.offset) })
    batchImages = images
    groups = places.filter { !$0.isEmpty }
    turns = isTraining && recipe.quarterTurnClasses ? 4 : 1
    batchClasses = min(max(0, recipe.batchClasses), candidates.count * turns)
    let hasShares = isTraining && recipe.sampling == .balanced
    withinGroupShare = hasShares ? recipe.withinGroupShare : 0
    neighbourShare = hasShares ? recipe.neighbourShare : 0
    seed = recipe.seed
    purpose = isTraining ? .sampling : .heldOut
  }

  /// What the batch of a step holds: `batchClasses × batchImages` items, class by class.
  ///
  /// Without `neighbours`, as before the first evaluation, no batch is of near classes.
  public func batch(step: Int, neighbours: ClassNeighbours? = nil) -> [BatchItem] {
    var generator = SeededGenerator(seed: seed, purpose: purpose, step: step)
    let chosen = classes(neighbours, &generator)
    var items: [BatchItem] = []
    items.reserveCapacity(chosen.count * batchImages)
    for (label, pick) in chosen.enumerated() {
      let images = candidates[pick.place].images
      for offset in generator.evenly(batchImages, below: images.count) {
        items.append(
          BatchItem(
            image: ImageID(images.lowerBound + offset), label: Int32(label), quarterTurns: pick.quarterTurns))
      }
    }
    return items
  }

  private typealias Pick = (place: Int, quarterTurns: Int)

  private func classes(_ neighbours: ClassNeighbours?, _ generator: inout SeededGenerator) -> [Pick] {
    // Drawn whether or not there are groups or neighbours, so that a share alone changes nothing else.
    let drawn = generator.uniform()
    if let neighbours, drawn >= 1 - neighbourShare { return nearEachOther(neighbours, &generator) }
    return drawn < withinGroupShare && groups.count > 1 ? fromFewGroups(&generator) : fromAll(&generator)
  }

  private func fromAll(_ generator: inout SeededGenerator) -> [Pick] {
    generator.distinct(batchClasses, below: candidates.count * turns)
      .map { ($0 % candidates.count, $0 / candidates.count) }
  }

  /// A few seeds, each with its nearest classes turned as it is, nearest first.
  private func nearEachOther(_ neighbours: ClassNeighbours, _ generator: inout SeededGenerator) -> [Pick] {
    var taken: Set<Int> = []
    var picks: [Pick] = []
    picks.reserveCapacity(batchClasses)
    func take(_ pick: Pick) {
      guard picks.count < batchClasses else { return }
      if taken.insert(pick.quarterTurns * candidates.count + pick.place).inserted { picks.append(pick) }
    }
    // As many seeds as there are to be classes: after the last of them, each is in the batch at the latest.
    for seed in fromAll(&generator) where picks.count < batchClasses {
      let before = picks.count
      take(seed)
      guard picks.count > before else { continue }
      for id in neighbours.nearest(to: candidates[seed.place].id) where picks.count < before + Self.classesFromSeed {
        if let place = placeOfClass[id] { take((place, seed.quarterTurns)) }
      }
    }
    return picks
  }

  /// Up to `classesFromGroup` of each group in random order; then, where that is not enough, more of each. A class
  /// comes again, turned otherwise, only after all others of its group.
  private func fromFewGroups(_ generator: inout SeededGenerator) -> [Pick] {
    var order = Array(groups.indices)
    generator.shufflePrefix(&order, count: order.count)
    var portions: [[ArraySlice<Pick>]] = []
    var total = 0
    for group in order where total < batchClasses {
      portions.append(portionsOf(groups[group], &generator))
      total += min(Self.classesFromGroup, groups[group].count)
    }
    var picks: [Pick] = []
    picks.reserveCapacity(batchClasses)
    var round = 0
    while picks.count < batchClasses {
      for portion in portions where round < portion.count {
        picks += portion[round].prefix(batchClasses - picks.count)
      }
      round += 1
    }
    return picks
  }

  /// A group's classes and turns in the order they are taken, a portion at a time.
  private func portionsOf(_ group: [Int], _ generator: inout SeededGenerator) -> [ArraySlice<Pick>] {
    var places = group
    generator.shufflePrefix(&places, count: places.count)
    let first = places.map { _ in turns > 1 ? generator.below(turns) : 0 }
    return (0..<turns).flatMap { turn in
      let picks: [Pick] = zip(places, first).map { ($0, ($1 + turn) % turns) }
      return stride(from: 0, to: picks.count, by: Self.classesFromGroup).map { start in
        picks[start..<min(start + Self.classesFromGroup, picks.count)]
      }
    }
  }
}

extension SeededGenerator {
  /// `count` numbers of `0 ..< bound`, `bound` above 0: distinct ones while there are, then all anew.
  mutating func evenly(_ count: Int, below bound: Int) -> [Int] {
    var numbers = distinct(count, below: bound)
    while numbers.count < count { numbers += distinct(count - numbers.count, below: bound) }
    return numbers
  }

  /// `count` distinct numbers of `0 ..< bound` in random order, without rejection; all of them where `bound` is
  /// smaller.
  ///
  /// Source: Floyd's algorithm (Bentley and Floyd 1987, A sample of brilliance), then a shuffle.
  mutating func distinct(_ count: Int, below bound: Int) -> [Int] {
    var chosen: [Int] = []
    let count = min(count, bound)
    chosen.reserveCapacity(count)
    for last in (bound - count)..<bound {
      let number = below(last + 1)
      chosen.append(chosen.contains(number) ? last : number)
    }
    shufflePrefix(&chosen, count: count)
    return chosen
  }
}
