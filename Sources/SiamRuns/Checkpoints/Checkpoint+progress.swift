package import SiamData
package import SiamCore
package import SiamNetworks
package import SiamTensors

extension Checkpoint {
  /// The state of a run, apart from its tensors, that training needs to resume as if it had never stopped.
  ///
  /// Batches, their augmentation and the mined triplets are functions of the seed and the step, so there is no random
  /// state to save.
  package struct Progress: Codable, Equatable, Sendable {
    /// The margin, miner and learning rate, as commands have changed them.
    package var settings: TrainingSettings
    /// The number of updates the optimizer has made: Adam's t.
    package var optimizerSteps: Int
    /// The number of steps in the weight average, or nil if the run has none.
    package var averageSteps: Int?
    /// The step at which the learning rate starts to fall.
    package var scheduleStart: Int
    /// The step after which the run ends, or nil while it isn't known.
    package var scheduleEnd: Int?
    /// The training time so far.
    package var clock: TrainingClock
    /// The state of the collapse detector.
    package var collapse: CollapseDetector
    /// The best evaluation so far, or nil before the first.
    package var best: BestEvaluation?
    /// The number of compute threads, on which the last bits of the numbers depend; nil in older checkpoints.
    package var threads: Int?

    package init(
      settings: TrainingSettings, optimizerSteps: Int, averageSteps: Int? = nil, scheduleStart: Int,
      scheduleEnd: Int? = nil, clock: TrainingClock, collapse: CollapseDetector, best: BestEvaluation? = nil,
      threads: Int? = nil
    ) {
      self.settings = settings
      self.optimizerSteps = optimizerSteps
      self.averageSteps = averageSteps
      self.scheduleStart = scheduleStart
      self.scheduleEnd = scheduleEnd
      self.clock = clock
      self.collapse = collapse
      self.best = best
      self.threads = threads
    }
  }

  /// The name of the tensor with the nearest classes of each training class.
  package static let neighbours = "state.neighbours"

  /// The tensor of the nearest classes of each training class, `[classes, nearest]`, by their indices in the dataset.
  package static func entry(_ neighbours: ClassNeighbours, of classes: [ClassID]) -> SafeTensors.Entry {
    let lists = classes.map { neighbours.nearest(to: $0) }
    return SafeTensors.Entry(
      shape: [lists.count, lists.first?.count ?? 0], values: lists.joined().map { Float($0.rawValue) })
  }

  /// The nearest classes of each training class, or nil if the checkpoint has none or they are of other classes.
  package func neighbours(of classes: [ClassID]) -> ClassNeighbours? {
    guard let entry = tensors.entries[Self.neighbours], entry.shape.count == 2, entry.shape[0] == classes.count
    else { return nil }
    let known = Set(classes.map(\.rawValue))
    let ids = entry.values.compactMap { Int32(exactly: $0) }.filter(known.contains)
    guard ids.count == entry.values.count else { return nil }
    let width = entry.shape[1]
    return ClassNeighbours(
      lists: Dictionary(
        uniqueKeysWithValues: classes.enumerated().map { index, id in
          (id, ids[index * width..<(index + 1) * width].map { ClassID(rawValue: $0) })
        }))
  }
}

/// The evaluation of a run with the highest accuracy.
package struct BestEvaluation: Codable, Equatable, Sendable {
  /// The number of steps the network was trained for.
  package var step: Int
  /// The share of queries classified correctly in the recipe's last setting, 0…1.
  package var accuracy: Float

  package init(step: Int, accuracy: Float) {
    self.step = step
    self.accuracy = accuracy
  }
}
