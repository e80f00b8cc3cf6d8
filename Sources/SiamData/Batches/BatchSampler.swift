public import SiamCore
import SiamTensors

/// Chooses the images of a batch: P classes of K images, as a function of the seed, the step and the neighbours of the
/// classes.
///
/// A share of the training batches takes its classes from as few groups as possible (classes of one alphabet are harder
/// to distinguish), and another share takes classes that are near each other in embedding space; the rest takes any
/// classes. If the recipe says so, a class turned by a quarter is another class. Validation and episodic batches take
/// any classes, and validation batches turn none. The classes of a batch are distinct, and so are the images of a
/// class, unless the recipe repeats the images of classes with fewer than K; each of them is then repeated equally
/// often, give or take one. If the recipe trains on classes of one image, that image is repeated K times.
public struct BatchSampler: Sendable {
  /// P, the number of classes in a batch: the recipe's, or fewer if the split has fewer classes.
  public let batchClasses: Int
  /// K, the number of images of each class.
  public let batchImages: Int

  /// The number of classes that a within-group batch takes from a group before it continues with the next.
  public static let classesFromGroup = 20
  /// The number of classes that a batch of near classes takes around each seed, including the seed.
  public static let classesFromSeed = 16

  private let candidates: [DataClass]
  /// The index of each class in `candidates`.
  private let indexOfClass: [ClassID: Int]
  /// Indices into `candidates` for each group; empty if the data has no groups.
  private let groups: [[Int]]
  private let turns: Int
  private let withinGroupShare: Float
  private let neighbourShare: Float
  private let seed: UInt64
  private let purpose: SeededGenerator.Purpose

  /// Samples the classes of a split that have at least the recipe's `batchImages` images; for training, two are enough
  /// if the recipe repeats images, and one if it augments single images.
  public init(dataset: Dataset, recipe: Recipe, split: Split = .training) {
    let isTraining = split == .training
    let images = max(1, recipe.batchImages)
    let minImages = isTraining && recipe.repeatsImages ? min(2, images) : images
    let usesSingles = isTraining && recipe.singleImageClasses == .augment
    let candidates = dataset.classes(of: split).map { dataset.classes[$0.index] }.filter {
      $0.images.count >= minImages || (usesSingles && $0.images.count == 1)
    }
    var candidatesOfGroup = [[Int]](repeating: [], count: dataset.groups.count)
    for (index, item) in candidates.enumerated() {
      if let group = item.group { candidatesOfGroup[group].append(index) }
    }
    self.candidates = candidates
    indexOfClass = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($0.element.id, $0.offset) })
    batchImages = images
    groups = candidatesOfGroup.filter { !$0.isEmpty }
    turns = isTraining && recipe.quarterTurnClasses ? 4 : 1
    batchClasses = min(max(0, recipe.batchClasses), candidates.count * turns)
    let hasShares = isTraining && recipe.sampling == .balanced
    withinGroupShare = hasShares ? recipe.withinGroupShare : 0
    neighbourShare = hasShares ? recipe.neighbourShare : 0
    seed = recipe.seed
    purpose = isTraining ? .sampling : .validation
  }

  /// Chooses the batch of a step: `batchClasses × batchImages` items, sorted by class.
  ///
  /// Without `neighbours`, as before the first evaluation, no batch has near classes.
  public func batch(step: Int, neighbours: ClassNeighbours? = nil) -> [BatchItem] {
    var generator = SeededGenerator(seed: seed, purpose: purpose, step: step)
    let chosen = classes(neighbours, &generator)
    var items: [BatchItem] = []
    items.reserveCapacity(chosen.count * batchImages)
    for (label, pick) in chosen.enumerated() {
      let images = candidates[pick.candidate].images
      for offset in generator.evenly(batchImages, below: images.count) {
        items.append(
          BatchItem(
            image: ImageID(images.lowerBound + offset), label: Int32(label), quarterTurns: pick.quarterTurns))
      }
    }
    return items
  }

  private typealias Pick = (candidate: Int, quarterTurns: Int)

  private func classes(_ neighbours: ClassNeighbours?, _ generator: inout SeededGenerator) -> [Pick] {
    // Drawn whether or not there are groups or neighbours, so that a share changes nothing else.
    let drawn = generator.uniform()
    if let neighbours, drawn >= 1 - neighbourShare { return nearEachOther(neighbours, &generator) }
    return drawn < withinGroupShare && groups.count > 1 ? fromFewGroups(&generator) : fromAll(&generator)
  }

  private func fromAll(_ generator: inout SeededGenerator) -> [Pick] {
    generator.distinct(batchClasses, below: candidates.count * turns)
      .map { ($0 % candidates.count, $0 / candidates.count) }
  }

  /// Picks a few seed classes, each with its nearest classes turned as it is, nearest first.
  private func nearEachOther(_ neighbours: ClassNeighbours, _ generator: inout SeededGenerator) -> [Pick] {
    var seen: Set<Int> = []
    var picks: [Pick] = []
    picks.reserveCapacity(batchClasses)
    func add(_ pick: Pick) {
      guard picks.count < batchClasses else { return }
      if seen.insert(pick.quarterTurns * candidates.count + pick.candidate).inserted { picks.append(pick) }
    }
    // There may be as many seeds as classes, so the batch is always filled.
    for seed in fromAll(&generator) where picks.count < batchClasses {
      let before = picks.count
      add(seed)
      guard picks.count > before else { continue }
      for id in neighbours.nearest(to: candidates[seed.candidate].id) where picks.count < before + Self.classesFromSeed
      {
        if let index = indexOfClass[id] { add((index, seed.quarterTurns)) }
      }
    }
    return picks
  }

  /// Picks up to `classesFromGroup` classes of each group in random order, then more of each if that is not enough. A
  /// class is repeated with another turn only after all others of its group.
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

  /// A group's classes and turns in random order, in portions.
  private func portionsOf(_ group: [Int], _ generator: inout SeededGenerator) -> [ArraySlice<Pick>] {
    var order = group
    generator.shufflePrefix(&order, count: order.count)
    let first = order.map { _ in turns > 1 ? generator.below(turns) : 0 }
    return (0..<turns).flatMap { turn in
      let picks: [Pick] = zip(order, first).map { ($0, ($1 + turn) % turns) }
      return stride(from: 0, to: picks.count, by: Self.classesFromGroup).map { start in
        picks[start..<min(start + Self.classesFromGroup, picks.count)]
      }
    }
  }
}

extension SeededGenerator {
  /// Draws `count` numbers of `0 ..< bound`, `bound` above 0, which are distinct until all have been drawn.
  mutating func evenly(_ count: Int, below bound: Int) -> [Int] {
    var numbers = distinct(count, below: bound)
    while numbers.count < count { numbers += distinct(count - numbers.count, below: bound) }
    return numbers
  }

  /// Draws `count` distinct numbers of `0 ..< bound` in random order, without rejection; all of them if `bound` is
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
