internal import SiamData
internal import SiamMessages
internal import SiamTensors

extension Checkpoint {
  /// What a run needs, beside its numbers, to go on as if it had never stopped.
  ///
  /// Batches, their variations and the triplets chosen are functions of the seed and the step, so there is no random
  /// state to keep.
  package struct Progress: Codable, Equatable, Sendable {
    /// Margin, miner and learning rate as commands have left them.
    package var settings: TrainingStep.Settings
    /// Adam's t.
    package var optimizerSteps: Int
    /// Steps the average has followed; nil where none is kept.
    package var averageSteps: Int?
    /// The step the learning rate starts to fall at, and the one the run ends after, where that is known.
    package var scheduleStart: Int
    package var scheduleEnd: Int?
    package var clock: TrainingClock
    package var collapse: CollapseDetector
    /// The best evaluation so far.
    package var best: BestEvaluation?
  }

  static let neighbours = "state.neighbours"

  /// `[classes, nearest]`: the nearest classes of each training class, as places in the dataset.
  static func entry(_ neighbours: ClassNeighbours, of classes: [ClassID]) -> SafeTensors.Entry {
    let lists = classes.map { neighbours.nearest(to: $0) }
    return SafeTensors.Entry(
      shape: [lists.count, lists.first?.count ?? 0], values: lists.joined().map { Float($0.rawValue) })
  }

  /// The neighbours a checkpoint holds; nil where the run knew none, or it holds others' classes.
  func neighbours(of classes: [ClassID]) -> ClassNeighbours? {
    guard let entry = tensors.entries[Self.neighbours], entry.shape.count == 2, entry.shape[0] == classes.count
    else { return nil }
    let known = Set(classes.map(\.rawValue))
    let ids = entry.values.compactMap { Int32(exactly: $0) }.filter(known.contains)
    guard ids.count == entry.values.count else { return nil }
    let width = entry.shape[1]
    return ClassNeighbours(
      lists: Dictionary(
        uniqueKeysWithValues: classes.enumerated().map { place, id in
          (id, ids[place * width..<(place + 1) * width].map { ClassID(rawValue: $0) })
        }))
  }
}

/// An evaluation that no later one has surpassed.
package struct BestEvaluation: Codable, Equatable, Sendable {
  /// Steps taken.
  package var step: Int
  /// Share of queries named rightly, in the recipe's last setting.
  package var accuracy: Float
}
