import Foundation
import SiamData
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

/// Questions to a run in training.
@Suite(.timeLimit(.minutes(30))) struct QuestionSessionTests {
  /// Every kind of question.
  private static let questions: [Question] = [
    .pictures([ImageID(1)]), .classes, .files(["nowhere.png"]),
    .episode(EpisodeQuestion(setting: EpisodeSetting(way: 2, shot: 1), queries: 1, seed: 1)),
    .scores(
      ScoresQuestion(
        support: [[.image(ImageID(30))], [.image(ImageID(36))]],
        queries: [.image(ImageID(31)), .pixels([UInt8](repeating: 9, count: 784))], classifier: nil)),
    .newestTriplets, .triplet(anchor: ImageID(0), positive: ImageID(1), negative: ImageID(9)),
    .space(SpaceQuestion(method: .principalComponents, most: 10)), .neighbours(of: ImageID(30), count: 3),
    .pairs(PairsQuestion(count: 10)), .space(SpaceQuestion(method: .tSNE, most: 10)),
  ]

  /// A run's events without times, and its last checkpoint's numbers; asked, or not, between all steps.
  private static func run(
    _ recipe: Recipe, isAsked: Bool
  ) async throws -> (events: [TrainingEvent], numbers: [String: SafeTensors.Entry], kinds: Set<Question.Kind>) {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 2)
    let reading = Task {
      var kinds: Set<Question.Kind> = []
      for await answer in session.answers { kinds.insert(answer.answer.kind) }
      return kinds
    }
    // As many as come in between two steps, until the run is over.
    let asking = Task {
      var number = 0
      while isAsked && !Task.isCancelled {
        for question in questions { session.ask(question, number: number) }
        number += 1
        await Task.yield()
      }
    }
    var events: [TrainingEvent] = []
    for await event in session.events { events.append(SessionTests.timeless(event)) }
    asking.cancel()
    await session.wait()
    session.close()
    return (events, try ResumeTests.numbers(url), await reading.value)
  }

  @Test(arguments: [(Objective.triplet, Float(0.9)), (.pair, 0)])
  func `a storm of questions leaves every bit of a run as it was`(
    _ kind: (objective: Objective, averaging: Float)
  ) async throws {
    var recipe = SmallData.recipe(kind.objective, steps: 12)
    recipe.weightAveraging = kind.averaging
    recipe.neighbourShare = 0.5
    let quiet = try await Self.run(recipe, isAsked: false)
    let asked = try await Self.run(recipe, isAsked: true)
    #expect(quiet.events == asked.events)
    #expect(quiet.numbers == asked.numbers)
    #expect(quiet.kinds.isEmpty && asked.kinds.count >= Question.Kind.allCases.count - 3, "\(asked.kinds)")
  }

  @Test func `of each kind the newest question is answered, by its number`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 100_000), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    session.send(.pause)
    for number in 0..<200 { session.ask(number % 2 == 0 ? .classes : .newestTriplets, number: number) }
    var numbers: [Int] = []
    for await answer in session.answers {
      numbers.append(answer.number)
      if Set([198, 199]).isSubset(of: numbers) { session.close() }
      if answer.number == 199 { session.send(.stop) }
    }
    #expect(numbers.count < 200 && numbers == numbers.sorted(), "\(numbers)")
    await session.wait()
  }

  @Test func `a paused run answers, with the step it rests at`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 100_000), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    var answers = session.answers.makeAsyncIterator()
    for await event in session.events {
      if case .step(let report) = event, report.step == 2 { session.send(.pause) }
      guard case .command(let report) = event, report.command == .pause else { continue }
      session.ask(.neighbours(of: ImageID(30), count: 1), number: 5)
      let answer = await answers.next()
      let found = try #require(answer?.answer.neighbours)
      #expect(answer?.number == 5 && found.step == report.step)
      session.ask(.newestTriplets, number: 6)
      let newest = try #require(await answers.next()?.answer.newestTriplets)
      #expect(newest.step == report.step)
      session.send(.stop)
    }
    await session.wait()
  }

  @Test func `a run that is over answers until it is closed`() async throws {
    let session = TrainingSession(recipe: SmallData.recipe(), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    for await _ in session.events {}
    await session.wait()
    var answers = session.answers.makeAsyncIterator()
    session.send(.pause)
    session.ask(.pairs(PairsQuestion(count: 10)), number: 1)
    let pairs = try #require(await answers.next()?.answer.pairs)
    #expect(pairs.step == 6)
    session.ask(.space(SpaceQuestion(method: .tSNE, most: 10)), number: 2)
    let map = try #require(await answers.next()?.answer.space)
    #expect(map.method == .tSNE && map.step == 6 && map.points.count == 10)
    session.close()
    session.ask(.classes, number: 3)
    #expect(await answers.next() == nil)
  }

  @Test func `where nothing is held out, the training classes are explored, and it says so`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 1), dataset: try SmallData.dataset(.last(0)), folder: nil, threads: 1)
    session.ask(.classes, number: 1)
    var answers = session.answers.makeAsyncIterator()
    let classes = try #require(await answers.next()?.answer.classes)
    #expect(classes.areTrained && classes.classes.count == 8)
  }

  @Test func `a run that could not begin refuses, in one line`() async throws {
    var recipe = SmallData.recipe()
    recipe.evaluation.settings = [EpisodeSetting(way: 3, shot: 1)]
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: nil, threads: 1)
    session.ask(.classes, number: 4)
    var answers = session.answers.makeAsyncIterator()
    let answer = await answers.next()
    #expect(answer?.number == 4 && answer?.answer.refusal?.contains("could not begin") == true)
  }
}
