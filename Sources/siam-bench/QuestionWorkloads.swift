import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// Steps of a whole run on glyphs, by the time between their events, while it is asked so often a second how a drawn
/// query and a support set of 20 classes of 5 images each compare.
func measureAskedTraining(_ name: String, _ bench: Workbench, questionsPerSecond: Int) throws -> Figure {
  let recipe = Recipe.unexamined
  let asked = AskedRun(
    recipe: recipe, dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), threads: bench.threads,
    questionsPerSecond: questionsPerSecond)
  let found = try Workbench.value(of: { await asked.stepSeconds() })
  // The mean: a question holds up one step in a few.
  let mean = found.reduce(0, +) / Double(max(found.count, 1))
  return Figure(name, images: recipe.batchClasses * recipe.batchImages, seconds: [mean])
}

/// From asking how a drawn query compares with 20 classes of 5 images each to the answer, with nothing in training: the
/// support set is embedded already, and the query, one pixel more each time, is not.
func measureScores(_ name: String, _ bench: Workbench) throws -> Figure {
  let dataset = try Dataset.glyphs()
  let threads = bench.threads
  return Figure(
    name, images: 1, seconds: try Workbench.value(of: { try await answerSeconds(dataset, threads: threads) }))
}

private func answerSeconds(_ dataset: Dataset, threads: Int?) async throws -> [Double] {
  let session = try await ExplorationSession.open("glyphs", threads: threads) { _ in
    ExplorationSession.Subject(dataset: dataset)
  }
  defer { session.close() }
  var seconds: [Double] = []
  var asked = Date.now
  session.ask(.scores(dataset.drawnQuery(0)), number: 0)
  for await answer in session.answers {
    // The first embeds the support set too.
    if answer.number > 0 { seconds.append(-asked.timeIntervalSinceNow) }
    if answer.number == 200 { break }
    asked = .now
    session.ask(.scores(dataset.drawnQuery(answer.number + 1)), number: answer.number + 1)
  }
  return seconds
}

extension Recipe {
  /// A run without an end of which nothing but its steps takes time.
  static var unexamined: Recipe {
    var recipe = Recipe()
    recipe.steps = 1_000_000
    recipe.evaluation.every = 1_000_000
    recipe.evaluation.first = 1_000_000
    return recipe
  }
}

extension Dataset {
  /// A query of some strokes against 20 classes of 5 images each.
  fileprivate func drawnQuery(_ number: Int) -> ScoresQuestion {
    let support = validation.prefix(20).map { images(of: $0).prefix(5).map(ImageSource.image) }
    var pixels = [UInt8](repeating: 0, count: width * height)
    for stroke in 0...number { pixels[stroke * 37 % pixels.count] = 255 }
    return ScoresQuestion(support: support, queries: [.pixels(pixels)], classifier: nil)
  }
}

private struct AskedRun: Sendable {
  var recipe: Recipe
  var dataset: Dataset
  var threads: Int?
  var questionsPerSecond: Int

  /// The time from each step's event to the next one's, for some seconds after the first steps.
  func stepSeconds() async -> [Double] {
    let session = TrainingSession(recipe: recipe, dataset: dataset, folder: nil, threads: threads)
    let reading = Task { for await _ in session.answers {} }
    let asking = Task { await ask(session) }
    var seconds: [Double] = []
    var last: ContinuousClock.Instant?
    for await event in session.events {
      guard case .step(let report) = event else { continue }
      let now = ContinuousClock.now
      if report.step > 10, let last { seconds.append((now - last) / .seconds(1)) }
      last = now
      if seconds.reduce(0, +) > 10 { session.send(.stop) }
    }
    asking.cancel()
    reading.cancel()
    return seconds
  }

  private func ask(_ session: TrainingSession) async {
    guard questionsPerSecond > 0 else { return }
    var number = 0
    while !Task.isCancelled {
      number += 1
      session.ask(.scores(dataset.drawnQuery(number)), number: number)
      try? await Task.sleep(for: .seconds(1) / questionsPerSecond)
    }
  }
}
