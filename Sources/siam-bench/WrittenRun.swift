import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// What a journal and checkpoints cost a run on glyphs: one with a run folder and one without take their steps in turn,
/// as the machine's own speed drifts by more than the difference within seconds.
///
/// Everything that is written is waited for, where an ordinary run goes on with its next step meanwhile: it can cost no
/// more than this.
func measureWrittenTraining(_ name: String, _ bench: Workbench) throws -> Figure {
  let recipe = Recipe.unexamined
  let comparison = WrittenComparison(
    recipe: recipe, dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), threads: bench.threads)
  let found = try Workbench.value(of: {
    var rounds: [WrittenComparison.Round] = []
    for round in 0..<WrittenComparison.rounds {
      // Where memory lies makes a run faster or slower to its end: now the one is made first, now the other.
      rounds.append(try await comparison.round(writtenFirst: round % 2 == 0))
    }
    return rounds
  })
  var figure = Figure(
    name, images: recipe.batchClasses * recipe.batchImages, seconds: found.flatMap { $0.steps.map(\.written) })
  let costs = found.map(\.cost)
  figure.cost = costs.reduce(0, +) / Double(costs.count)
  figure.costError = costs.standardError
  return figure
}

private struct WrittenComparison: Sendable {
  let recipe: Recipe
  let dataset: Dataset
  let threads: Int?

  static let rounds = 6
  /// Steps that are timed in a round, after some to come up to speed.
  private static let timed = 100
  private static let untimed = 10
  /// Steps from one checkpoint to the next, to time some in a round.
  private static let checkpointEvery = 25
  /// The same of an ordinary run, which has one after each evaluation.
  fileprivate static let usualCheckpointEvery = Recipe().evaluation.every

  /// What the two took.
  struct Round {
    var steps: [(plain: Double, written: Double)] = []
    /// From the end of a step until its checkpoint was on the disk.
    var checkpoints: [Double] = []

    /// How much longer a step takes where it is written down, with its share of an ordinary run's checkpoint, as a
    /// share of the step.
    var cost: Double {
      let journal = steps.map { $0.written / $0.plain - 1 }.median
      let step = steps.map(\.plain).median
      return journal + checkpoints.median / Double(WrittenComparison.usualCheckpointEvery) / step
    }
  }

  func round(writtenFirst: Bool) async throws -> Round {
    let path = NSTemporaryDirectory() + "/siam-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var written: SteppedRun
    var plain: SteppedRun
    if writtenFirst {
      written = try await SteppedRun(session(try folder(path)))
      plain = try await SteppedRun(session(nil))
    } else {
      plain = try await SteppedRun(session(nil))
      written = try await SteppedRun(session(try folder(path)))
    }
    var round = Round()
    for step in 1...Self.untimed + Self.timed {
      var seconds = (plain: 0.0, written: 0.0)
      // What comes second finds the machine otherwise.
      if step % 2 == 0 { seconds.plain = try await plain.stepSeconds() }
      seconds.written = try await written.stepSeconds()
      if step % Self.checkpointEvery == 0 { round.checkpoints.append(try await written.checkpointSeconds()) }
      if step % 2 == 1 { seconds.plain = try await plain.stepSeconds() }
      if step > Self.untimed { round.steps.append(seconds) }
    }
    await plain.end()
    await written.end()
    return round
  }

  private func session(_ folder: RunFolder?) -> TrainingSession {
    TrainingSession(
      recipe: recipe, dataset: dataset, folder: folder, checkpointEvery: Self.checkpointEvery, threads: threads)
  }

  private func folder(_ path: String) throws(Skipped) -> RunFolder {
    do {
      return try RunFolder(
        creating: URL(filePath: path),
        RunDescription(version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: nil))
    } catch {
      throw Skipped(why: "\(error)")
    }
  }
}

/// A run that takes a step when it is told to.
private struct SteppedRun {
  private let session: TrainingSession
  private var events: AsyncStream<TrainingEvent>.Iterator

  init(_ session: TrainingSession) async throws {
    self.session = session
    events = session.events.makeAsyncIterator()
    session.send(.pause)
    _ = try await seconds { if case .command = $0 { true } else { false } }
  }

  /// From the command until the step was told of, and written down before.
  mutating func stepSeconds() async throws -> Double {
    session.send(.singleStep)
    return try await seconds { if case .step = $0 { true } else { false } }
  }

  /// From now until a checkpoint was told of.
  mutating func checkpointSeconds() async throws -> Double {
    try await seconds { if case .checkpoint = $0 { true } else { false } }
  }

  mutating func end() async {
    session.send(.stop)
    while await events.next() != nil {}
    session.close()
    await session.wait()
  }

  /// From now until an event that is awaited.
  private mutating func seconds(until isAwaited: (TrainingEvent) -> Bool) async throws -> Double {
    let began = ContinuousClock.now
    while let event = await events.next() {
      if isAwaited(event) { return (ContinuousClock.now - began) / .seconds(1) }
    }
    throw Skipped(why: "a run ended before its last step")
  }
}
