import Dispatch
import Foundation
import SiamData
import SiamMessages
import SiamTraining
import Synchronization

/// What a journal and checkpoints cost a run on glyphs: the same steps with a run folder and without, in turn, as the
/// machine's own speed drifts by more than the difference.
func measureWrittenTraining(_ name: String, _ bench: Workbench) throws -> Figure {
  let run = try WrittenRun(threads: bench.threads)
  let turns = Mutex<[(plain: Double, written: Double)]>([])
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    // The first is to warm up.
    for turn in 0...24 {
      // Now the one comes first, now the other: what comes second finds the machine otherwise.
      let first = turn % 2 == 0
      guard let one = try? await run.stepSeconds(isWritten: first),
        let other = try? await run.stepSeconds(isWritten: !first)
      else { break }
      let (plain, written) = first ? (other, one) : (one, other)
      if turn > 0 { turns.withLock { $0.append((plain, written)) } }
    }
    done.signal()
  }
  done.wait()
  let found = turns.withLock { $0 }
  guard !found.isEmpty else { throw Skipped(why: "no run could be written below \(NSTemporaryDirectory())") }
  var figure = Figure(
    name, images: run.recipe.batchClasses * run.recipe.batchImages, seconds: found.map(\.written))
  figure.cost = found.map { $0.written / $0.plain - 1 }.median
  return figure
}

private struct WrittenRun: Sendable {
  let recipe: Recipe
  let dataset: Dataset
  let threads: Int?
  /// Steps that are timed, after some to come up to speed; a checkpoint among them, more than twice as often as an
  /// ordinary run has one. Many short turns: the machine drifts less between two of them.
  private static let timed = 40
  private static let untimed = 8

  init(threads: Int?) throws {
    var recipe = Recipe()
    recipe.steps = Self.untimed + Self.timed
    recipe.evaluation.every = 1_000_000
    recipe.evaluation.first = 1_000_000
    self.recipe = recipe
    dataset = try Dataset.glyphs(options: DatasetOptions(recipe: recipe))
    self.threads = threads
  }

  /// The mean time of a step.
  func stepSeconds(isWritten: Bool) async throws -> Double {
    let path = NSTemporaryDirectory() + "/siam-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let session = TrainingSession(
      recipe: recipe, dataset: dataset, folder: isWritten ? try folder(path) : nil,
      checkpointEvery: Self.untimed + Self.timed / 2, threads: threads)
    var began = ContinuousClock.now
    var ended = began
    for await event in session.events {
      guard case .step(let report) = event else { continue }
      if report.step == Self.untimed { began = .now }
      if report.step == recipe.steps { ended = .now }
    }
    session.close()
    await session.wait()
    return (ended - began) / .seconds(1) / Double(Self.timed)
  }

  private func folder(_ path: String) throws -> RunFolder {
    try RunFolder(
      creating: URL(filePath: path),
      RunDescription(version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: nil))
  }
}
