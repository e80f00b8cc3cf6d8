import SiamInference
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// Measures the steps of a run on glyphs, by the time between their events, while it receives queries.
///
/// Each query compares a drawn image with a support set of 20 classes of 5 images each.
func measureQueriedTraining(_ name: String, _ bench: Workbench, queriesPerSecond: Int) throws -> Measurement {
  let recipe = Recipe.withoutEvaluation
  let run = QueriedRun(
    recipe: recipe, dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), threads: bench.threads,
    queriesPerSecond: queriesPerSecond)
  let found = try Workbench.value(of: { await run.stepSeconds() })
  // The mean, not the median: a query delays only one step in several.
  let mean = found.reduce(0, +) / Double(max(found.count, 1))
  return Measurement(name, images: recipe.batchClasses * recipe.batchImages, seconds: [mean])
}

/// Measures the time from a query to its result, without training.
///
/// Each query compares a drawn image with a support set of 20 classes of 5 images each. The support set is already
/// embedded; the drawn image, with one pixel more each time, is not.
func measureScores(_ name: String, _ bench: Workbench) throws -> Measurement {
  let dataset = try Dataset.glyphs()
  let threads = bench.threads
  return Measurement(
    name, images: 1, seconds: try Workbench.value(of: { try await resultSeconds(dataset, threads: threads) }))
}

private func resultSeconds(_ dataset: Dataset, threads: Int?) async throws -> [Double] {
  let session = try await ExplorationSession.open("glyphs", threads: threads) { _ in
    ExplorationSession.Subject(dataset: dataset)
  }
  defer { session.close() }
  var seconds: [Double] = []
  var sent = Date.now
  session.ask(.scores(dataset.drawnQuery(0)), number: 0)
  for await result in session.results {
    // The first query embeds the support set too.
    if result.number > 0 { seconds.append(-sent.timeIntervalSinceNow) }
    if result.number == 200 { break }
    sent = .now
    session.ask(.scores(dataset.drawnQuery(result.number + 1)), number: result.number + 1)
  }
  return seconds
}

extension Recipe {
  /// A practically endless run without evaluations.
  static var withoutEvaluation: Recipe {
    var recipe = Recipe()
    recipe.steps = 1_000_000
    recipe.evaluation.every = 1_000_000
    recipe.evaluation.first = 1_000_000
    return recipe
  }
}

extension Dataset {
  /// Returns a query of a drawn image against 20 classes of 5 images each.
  fileprivate func drawnQuery(_ number: Int) -> ScoresQuery {
    let support = validation.prefix(20).map { images(of: $0).prefix(5).map(ImageReference.image) }
    var pixels = [UInt8](repeating: 0, count: width * height)
    for stroke in 0...number { pixels[stroke * 37 % pixels.count] = 255 }
    return ScoresQuery(support: support, queries: [.pixels(pixels)], classifier: nil)
  }
}

private struct QueriedRun: Sendable {
  var recipe: Recipe
  var dataset: Dataset
  var threads: Int?
  var queriesPerSecond: Int

  /// Returns the times between the events of consecutive steps, for ten seconds after the first ten steps.
  func stepSeconds() async -> [Double] {
    let session = TrainingSession(recipe: recipe, dataset: dataset, folder: nil, threads: threads)
    let reading = Task { for await _ in session.results {} }
    let sending = Task { await sendQueries(to: session) }
    var seconds: [Double] = []
    var last: ContinuousClock.Instant?
    for await event in session.events {
      guard case .step(let report) = event else { continue }
      let now = ContinuousClock.now
      if report.step > 10, let last { seconds.append((now - last) / .seconds(1)) }
      last = now
      if seconds.reduce(0, +) > 10 { session.send(.stop) }
    }
    sending.cancel()
    reading.cancel()
    return seconds
  }

  private func sendQueries(to session: TrainingSession) async {
    guard queriesPerSecond > 0 else { return }
    var number = 0
    while !Task.isCancelled {
      number += 1
      session.ask(.scores(dataset.drawnQuery(number)), number: number)
      // Cancellation ends the loop.
      try? await Task.sleep(for: .seconds(1) / queriesPerSecond)
    }
  }
}
