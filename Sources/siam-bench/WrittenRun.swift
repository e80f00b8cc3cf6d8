import Dispatch
import Foundation
import SiamData
import SiamMessages
import SiamTraining
import Synchronization

/// What a journal and checkpoints cost a run on glyphs: one with a run folder and one without take their steps in turn,
/// as the machine's own speed drifts by more than the difference within seconds.
///
/// Everything that is written is waited for, where an ordinary run goes on with its next step meanwhile: it can cost no
/// more than this.
func measureWrittenTraining(_ name: String, _ bench: Workbench) throws -> Figure {
  var recipe = Recipe()
  recipe.steps = 1_000_000
  recipe.evaluation.every = 1_000_000
  recipe.evaluation.first = 1_000_000
  let comparison = WrittenComparison(
    recipe: recipe, dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), threads: bench.threads)
  let rounds = Mutex<[WrittenComparison.Round]>([])
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    for round in 0..<WrittenComparison.rounds {
      // Where memory lies makes a run faster or slower to its end: now the one is made first, now the other.
      guard let found = try? await comparison.round(writtenFirst: round % 2 == 0) else { break }
      rounds.withLock { $0.append(found) }
    }
    done.signal()
  }
  done.wait()
  let found = rounds.withLock { $0 }
  guard !found.isEmpty else { throw Skipped(why: "no run could be written below \(NSTemporaryDirectory())") }
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
      written = await SteppedRun(session(try folder(path)))
      plain = await SteppedRun(session(nil))
    } else {
      plain = await SteppedRun(session(nil))
      written = await SteppedRun(session(try folder(path)))
    }
    var round = Round()
    for step in 1...Self.untimed + Self.timed {
      var seconds = (plain: 0.0, written: 0.0)
      // What comes second finds the machine otherwise.
      if step % 2 == 0 { seconds.plain = await plain.stepSeconds() }
      seconds.written = await written.stepSeconds()
      if step % Self.checkpointEvery == 0 { round.checkpoints.append(await written.checkpointSeconds()) }
      if step % 2 == 1 { seconds.plain = await plain.stepSeconds() }
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

  private func folder(_ path: String) throws -> RunFolder {
    try RunFolder(
      creating: URL(filePath: path),
      RunDescription(version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: nil))
  }
}

/// A run that takes a step when it is told to.
private struct SteppedRun {
  private let session: TrainingSession
  private var events: AsyncStream<TrainingEvent>.Iterator

  init(_ session: TrainingSession) async {
    self.session = session
    events = session.events.makeAsyncIterator()
    session.send(.pause)
    await wait { if case .command = $0 { true } else { false } }
  }

  /// From the command until the step was told of, and written down before.
  mutating func stepSeconds() async -> Double {
    let began = ContinuousClock.now
    session.send(.singleStep)
    await wait { if case .step = $0 { true } else { false } }
    return (ContinuousClock.now - began) / .seconds(1)
  }

  /// From now until a checkpoint was told of.
  mutating func checkpointSeconds() async -> Double {
    let began = ContinuousClock.now
    await wait { if case .checkpoint = $0 { true } else { false } }
    return (ContinuousClock.now - began) / .seconds(1)
  }

  mutating func end() async {
    session.send(.stop)
    await wait { _ in false }
    session.close()
    await session.wait()
  }

  private mutating func wait(_ isAwaited: (TrainingEvent) -> Bool) async {
    while let event = await events.next() { if isAwaited(event) { return } }
  }
}
