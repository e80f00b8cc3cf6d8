import SiamRuns
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// Measures the cost of the journal and of checkpoints in a run on glyphs.
///
/// A run with a folder and one without alternate their steps, since the machine's speed drifts within seconds by more
/// than the difference. The measurement waits for every write, while an ordinary run continues with its next step; so
/// the result is an upper bound.
func measureJournaledTraining(_ name: String, _ bench: Workbench) throws -> Measurement {
  let recipe = Recipe.withoutEvaluation
  let comparison = JournalComparison(
    recipe: recipe, dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), threads: bench.threads)
  let found = try Workbench.value(of: {
    var rounds: [JournalComparison.Round] = []
    for round in 0..<JournalComparison.rounds {
      // A run's memory layout affects its speed throughout, so the order of creation alternates.
      rounds.append(try await comparison.round(journaledFirst: round % 2 == 0))
    }
    return rounds
  })
  var measurement = Measurement(
    name, images: recipe.batchClasses * recipe.batchImages, seconds: found.flatMap { $0.steps.map(\.journaled) })
  let costs = found.map(\.cost)
  measurement.cost = costs.reduce(0, +) / Double(costs.count)
  measurement.costError = costs.standardError
  return measurement
}

private struct JournalComparison: Sendable {
  let recipe: Recipe
  let dataset: Dataset
  let threads: Int?

  static let rounds = 6
  /// The number of timed steps in a round.
  private static let timed = 100
  /// The number of steps that warm up before them.
  private static let untimed = 10
  /// The number of steps between checkpoints, low enough to time several in a round.
  private static let checkpointEvery = 25
  /// The number of steps between checkpoints in an ordinary run, which has one after each evaluation.
  fileprivate static let defaultCheckpointEvery = Recipe().evaluation.every

  /// The durations of one round, in seconds.
  struct Round {
    /// The duration of each step without and with a folder.
    var steps: [(plain: Double, journaled: Double)] = []
    /// The times from the end of a step until its checkpoint was on the disk.
    var checkpoints: [Double] = []

    /// The relative increase in a step's duration, including its share of the time of an ordinary run's checkpoint.
    var cost: Double {
      let journal = steps.map { $0.journaled / $0.plain - 1 }.median
      let step = steps.map(\.plain).median
      return journal + checkpoints.median / Double(JournalComparison.defaultCheckpointEvery) / step
    }
  }

  func round(journaledFirst: Bool) async throws -> Round {
    let path = NSTemporaryDirectory() + "/siam-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var journaled: SteppedRun
    var plain: SteppedRun
    if journaledFirst {
      journaled = try await SteppedRun(session(try folder(path)))
      plain = try await SteppedRun(session(nil))
    } else {
      plain = try await SteppedRun(session(nil))
      journaled = try await SteppedRun(session(try folder(path)))
    }
    var round = Round()
    for step in 1...Self.untimed + Self.timed {
      var seconds = (plain: 0.0, journaled: 0.0)
      // The second step of a pair runs under other conditions, so the order alternates.
      if step % 2 == 0 { seconds.plain = try await plain.stepSeconds() }
      seconds.journaled = try await journaled.stepSeconds()
      if step % Self.checkpointEvery == 0 { round.checkpoints.append(try await journaled.checkpointSeconds()) }
      if step % 2 == 1 { seconds.plain = try await plain.stepSeconds() }
      if step > Self.untimed { round.steps.append(seconds) }
    }
    await plain.end()
    await journaled.end()
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
      throw Skipped(reason: "\(error)")
    }
  }
}

/// A run that executes one step at a time.
private struct SteppedRun {
  private let session: TrainingSession
  private var events: AsyncStream<TrainingEvent>.Iterator

  init(_ session: TrainingSession) async throws {
    self.session = session
    events = session.events.makeAsyncIterator()
    session.send(.pause)
    _ = try await seconds { if case .command = $0 { true } else { false } }
  }

  /// Runs a step and returns the time from the command to the step's event, which follows its write to the journal.
  mutating func stepSeconds() async throws -> Double {
    session.send(.singleStep)
    return try await seconds { if case .step = $0 { true } else { false } }
  }

  /// Waits for a checkpoint's event and returns the time until then.
  mutating func checkpointSeconds() async throws -> Double {
    try await seconds { if case .checkpoint = $0 { true } else { false } }
  }

  mutating func end() async {
    session.send(.stop)
    while await events.next(isolation: #isolation) != nil {}
    session.close()
    await session.wait()
  }

  /// Waits for an event and returns the time until then.
  private mutating func seconds(until isAwaited: (TrainingEvent) -> Bool) async throws -> Double {
    let began = ContinuousClock.now
    while let event = await events.next(isolation: #isolation) {
      if isAwaited(event) { return (ContinuousClock.now - began) / .seconds(1) }
    }
    throw Skipped(reason: "a run ended before its last step")
  }
}
