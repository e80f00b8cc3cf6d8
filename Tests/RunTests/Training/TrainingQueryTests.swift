import Foundation
import SiamData
import SiamCore
import SiamTensors
import Synchronization
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Queries to a run in training.
@Suite(.timeLimit(.minutes(30))) struct TrainingQueryTests {
  /// A query of every kind.
  private static let queries: [Query] = [
    .images([ImageID(1)]), .classes, .files(["nowhere.png"]),
    .episode(EpisodeQuery(setting: EpisodeSetting(way: 2, shot: 1), queries: 1, seed: 1)),
    .scores(
      ScoresQuery(
        support: [[.image(ImageID(30))], [.image(ImageID(36))]],
        queries: [.image(ImageID(31)), .pixels([UInt8](repeating: 9, count: 784))], classifier: nil)),
    .newestTriplets, .triplet(anchor: ImageID(0), positive: ImageID(1), negative: ImageID(9)),
    .space(SpaceQuery(method: .principalComponents, maxPoints: 10)), .neighbours(of: ImageID(30), count: 3),
    .pairs(PairsQuery(count: 10)), .space(SpaceQuery(method: .tSNE, maxPoints: 10)),
  ]

  /// Trains with or without queries between all steps; returns the events without times and the last checkpoint's
  /// tensors.
  private static func run(
    _ recipe: Recipe, withQueries: Bool
  ) async throws -> (events: [TrainingEvent], numbers: [String: SafeTensors.Entry], kinds: Set<Query.Kind>) {
    let url = RunFolderTests.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = try RunFolder(creating: url, try RunFolderTests.description(recipe))
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: folder, threads: 2)
    let reading = Task {
      var kinds: Set<Query.Kind> = []
      for await result in session.results { kinds.insert(result.result.kind) }
      return kinds
    }
    // As many queries as possible between two steps, until the run ends. They come from a thread of their own, as the
    // other tests keep Swift's threads busy.
    let hasEnded = Atomic(false)
    let asking = Thread {
      var number = 0
      while withQueries && !hasEnded.load(ordering: .relaxed) {
        for query in queries { session.ask(query, number: number) }
        number += 1
        Thread.sleep(forTimeInterval: 0.0001)
      }
    }
    asking.start()
    var events: [TrainingEvent] = []
    for await event in session.events { events.append(TrainingSessionTests.timeless(event)) }
    hasEnded.store(true, ordering: .relaxed)
    await session.wait()
    session.close()
    return (events, try ResumeTests.numbers(url), await reading.value)
  }

  @Test(arguments: [(Objective.triplet, Float(0.9)), (.pair, 0)])
  func `many queries don't change a bit of a run`(
    _ kind: (objective: Objective, averaging: Float)
  ) async throws {
    var recipe = SmallData.recipe(kind.objective, steps: 12)
    recipe.weightAveraging = kind.averaging
    recipe.neighbourShare = 0.5
    let quiet = try await Self.run(recipe, withQueries: false)
    let queried = try await Self.run(recipe, withQueries: true)
    #expect(quiet.events == queried.events)
    #expect(quiet.numbers == queried.numbers)
    #expect(quiet.kinds.isEmpty && queried.kinds.count >= Query.Kind.allCases.count - 3, "\(queried.kinds)")
  }

  @Test func `the latest query of each kind is answered with its number`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 100_000), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    session.send(.pause)
    for number in 0..<200 { session.ask(number % 2 == 0 ? .classes : .newestTriplets, number: number) }
    var numbers: [Int] = []
    for await result in session.results {
      numbers.append(result.number)
      if Set([198, 199]).isSubset(of: numbers) { session.close() }
      if result.number == 199 { session.send(.stop) }
    }
    #expect(numbers.count < 200 && numbers == numbers.sorted(), "\(numbers)")
    await session.wait()
  }

  @Test func `a paused run answers queries about its current step`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 100_000), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    var results = session.results.makeAsyncIterator()
    for await event in session.events {
      if case .step(let report) = event, report.step == 2 { session.send(.pause) }
      guard case .command(let report) = event, report.command == .pause else { continue }
      session.ask(.neighbours(of: ImageID(30), count: 1), number: 5)
      let result = await results.next()
      let found = try #require(result?.result.neighbours)
      #expect(result?.number == 5 && found.step == report.step)
      session.ask(.newestTriplets, number: 6)
      let newest = try #require(await results.next()?.result.newestTriplets)
      #expect(newest.step == report.step)
      session.send(.stop)
    }
    await session.wait()
  }

  @Test func `a finished run answers queries until it is closed`() async throws {
    let session = TrainingSession(recipe: SmallData.recipe(), dataset: try SmallData.dataset(), folder: nil, threads: 1)
    for await _ in session.events {}
    await session.wait()
    var results = session.results.makeAsyncIterator()
    session.send(.pause)
    session.ask(.pairs(PairsQuery(count: 10)), number: 1)
    let pairs = try #require(await results.next()?.result.pairs)
    #expect(pairs.step == 6)
    session.ask(.space(SpaceQuery(method: .tSNE, maxPoints: 10)), number: 2)
    let map = try #require(await results.next()?.result.space)
    #expect(map.method == .tSNE && map.step == 6 && map.points.count == 10)
    session.close()
    session.ask(.classes, number: 3)
    #expect(await results.next() == nil)
  }

  @Test func `without validation classes the training classes are explored and marked as such`() async throws {
    let session = TrainingSession(
      recipe: SmallData.recipe(steps: 1), dataset: try SmallData.dataset(.last(0)), folder: nil, threads: 1)
    session.ask(.classes, number: 1)
    var results = session.results.makeAsyncIterator()
    let classes = try #require(await results.next()?.result.classes)
    #expect(classes.areTrained && classes.classes.count == 8)
  }

  @Test func `a run that failed to start rejects queries in one line`() async throws {
    var recipe = SmallData.recipe()
    recipe.evaluation.settings = [EpisodeSetting(way: 3, shot: 1)]
    let session = TrainingSession(recipe: recipe, dataset: try SmallData.dataset(), folder: nil, threads: 1)
    session.ask(.classes, number: 4)
    var results = session.results.makeAsyncIterator()
    let result = await results.next()
    #expect(result?.number == 4 && result?.result.refusal?.contains("could not start") == true)
  }
}
