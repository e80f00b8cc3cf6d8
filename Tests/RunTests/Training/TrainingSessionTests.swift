import Foundation
import SiamCore
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite(.timeLimit(.minutes(30))) struct TrainingSessionTests {
  /// Trains without commands, and returns all events.
  static func events(_ recipe: Recipe, folder: RunFolder? = nil) async throws -> [TrainingEvent] {
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 1)
    var events: [TrainingEvent] = []
    for await event in session.events { events.append(event) }
    return events
  }

  /// Clears the fields of an event that depend on the clock.
  static func timeless(_ event: TrainingEvent) -> TrainingEvent {
    switch event {
    case .step(var report):
      report.seconds = 0
      report.imagesPerSecond = 0
      return .step(report)
    case .finished(var report):
      report.seconds = 0
      report.imagesPerSecond = 0
      return .finished(report)
    default: return event
    }
  }

  @Test(arguments: Objective.allCases) func `a run emits its events in order`(_ objective: Objective) async throws {
    let events = try await Self.events(SmallData.recipe(objective))
    guard case .started(let started) = try #require(events.first) else {
      Issue.record("begins with \(events[0])")
      return
    }
    #expect(started.data.training.classes == 6 && started.data.validation.classes == 2)
    guard case .finished(let finished) = try #require(events.last) else {
      Issue.record("ends with \(events[events.count - 1])")
      return
    }
    #expect(finished.complete && finished.step == 6)
    var steps: [Int] = []
    var evaluations: [EvaluationReport] = []
    for event in events {
      if case .step(let report) = event {
        steps.append(report.step)
        #expect(report.loss.isFinite && report.gradientNorm > 0 && report.effectiveRank >= 1)
        #expect(report.positiveHistogram.reduce(0, +) == 4 * 3)
        #expect(report.negativeHistogram.reduce(0, +) == 6 * 9)
        #expect(!report.triplets.isEmpty && report.triplets.count <= 8)
      }
      if case .evaluation(let report) = event { evaluations.append(report) }
    }
    #expect(steps == [1, 2, 3, 4, 5, 6])
    #expect(evaluations.map(\.step) == [3, 6])
    #expect(evaluations.last?.episodes == 8)
    #expect(evaluations.allSatisfy { (0...1).contains($0.auc ?? -1) && (0...1).contains($0.eer ?? -1) })
    #expect(evaluations.allSatisfy { $0.chance == 0.5 && $0.classifiers.count == (objective == .pair ? 3 : 2) })
  }

  @Test func `class neighbours and averaged weights are reproducible by seed`() async throws {
    var recipe = SmallData.recipe(steps: 9)
    recipe.neighbourShare = 1
    recipe.withinGroupShare = 0
    recipe.weightAveraging = 0.9
    let runs = try await [Self.events(recipe), Self.events(recipe)].map { $0.map(Self.timeless) }
    #expect(runs[0] == runs[1])
    recipe.neighbourShare = 0
    let plain = try await Self.events(recipe).map(Self.timeless)
    func losses(_ events: [TrainingEvent]) -> [Float] {
      events.compactMap { if case .step(let report) = $0 { report.loss } else { nil } }
    }
    // The neighbours of classes are computed at the evaluation after step 3.
    #expect(losses(runs[0]).prefix(3) == losses(plain).prefix(3) && losses(runs[0]) != losses(plain))
  }

  @Test(arguments: Objective.allCases) func `two runs with the same seed differ only in their times`(
    _ objective: Objective
  ) async throws {
    let first = try await Self.events(SmallData.recipe(objective)).map(Self.timeless)
    let second = try await Self.events(SmallData.recipe(objective)).map(Self.timeless)
    #expect(first == second)
    let other = try await Self.events(SmallData.recipe(objective, seed: 2)).map(Self.timeless)
    #expect(first != other)
  }

  @Test func `commands take effect between steps, and invalid ones are rejected`() async throws {
    let recipe = SmallData.recipe(steps: 100_000)
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: nil, threads: 1)
    var applied: [TrainingCommand] = []
    var rejected: [String] = []
    let invalid: [TrainingCommand] = [
      .margin(.nan), .margin(.infinity), .margin(0), .learningRate(-.infinity), .learningRate(-1),
    ]
    var margins: [Float] = []
    var stepsWhilePaused = 0
    var isPaused = false
    for await event in session.events {
      switch event {
      case .step(let report):
        margins.append(report.margin)
        if isPaused { stepsWhilePaused += 1 }
        if margins.count == 2 {
          session.send(.pause)
          session.send(.margin(0.5))
          for command in invalid { session.send(command) }
          session.send(.singleStep)
          session.send(.resume)
          session.send(.stop)
        }
      case .command(let report):
        applied.append(report.command)
        if report.command == .pause { isPaused = true }
        if report.command == .resume { isPaused = false }
      case .commandRejected(let report): rejected.append(report.reason)
      case .finished(let report):
        #expect(!report.complete)
      default: break
      }
    }
    #expect(applied == [.pause, .margin(0.5), .singleStep, .resume, .stop])
    #expect(rejected == invalid.map { $0.problem(in: recipe) })
    #expect(rejected.first == "invalid margin nan: must be above 0 and at most 4, the largest squared distance")
    #expect(margins.first == 0.2)
    #expect(stepsWhilePaused <= 1)
  }

  @Test func `a margin within the recipe's range takes effect`() async throws {
    var recipe = SmallData.recipe(steps: 100_000)
    recipe.tripletLoss = .softMargin
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: nil, threads: 1)
    let margins: [Float] = [0, 0.005, 0.305, 4, 4.001, -0.2, .infinity]
    for margin in margins { session.send(.margin(margin)) }
    session.send(.stop)
    var applied: [Float] = []
    for await event in session.events {
      if case .command(let report) = event, case .margin(let margin) = report.command { applied.append(margin) }
    }
    #expect(applied == margins.filter(recipe.marginRange.contains) && applied == [0, 0.005, 0.305, 4])
  }

  @Test func `a changed margin takes effect in the next step`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 100_000), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    session.send(.pause)
    var steps: [StepReport] = []
    for await event in session.events {
      if case .command(let report) = event, report.command == .pause {
        session.send(.margin(0.75))
        session.send(.learningRate(1e-4))
        session.send(.miner(.batchHard))
        session.send(.singleStep)
      }
      if case .step(let report) = event {
        steps.append(report)
        session.send(.stop)
      }
    }
    #expect(steps.count == 1)
    #expect(steps.first?.margin == 0.75)
    #expect(steps.first?.learningRate == 1e-4)
    // Batch-hard has one triplet per anchor.
    #expect(steps.first.map { $0.mined.easy + $0.mined.semiHard + $0.mined.hard } == 12)
  }

  @Test func `a way above the number of validation classes fails in one line`() async throws {
    var recipe = SmallData.recipe()
    recipe.evaluation.settings = [EpisodeSetting(way: 3, shot: 1)]
    let events = try await Self.events(recipe)
    guard case .failed(let report) = try #require(events.last) else {
      Issue.record("ends with \(events[events.count - 1])")
      return
    }
    #expect(report.message.contains("3-way"))
  }

  @Test func `training learns to distinguish bars`() async throws {
    var recipe = SmallData.recipe(steps: 40)
    recipe.evaluation.every = 1000
    let losses = try await Self.events(recipe).compactMap { event -> Float? in
      if case .step(let report) = event { report.loss } else { nil }
    }
    let (early, late) = (losses.prefix(8).reduce(0, +), losses.suffix(8).reduce(0, +))
    #expect(late < 0.7 * early)
  }
}
