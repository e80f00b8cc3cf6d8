import SiamNetworks
import SiamData
import SiamCore
import SiamTensors
import Synchronization
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// A query engine of an untrained network, which records its results; used on the compute thread.
final class QueryEngineSample {
  let context: ComputeContext
  let dataset: Dataset
  let recipe: Recipe
  let network: Network
  let queryEngine: QueryEngine
  private let received = Received()

  /// The results, which background jobs send too.
  private final class Received: Sendable {
    let results = Mutex<[QueryReply]>([])
  }

  /// Makes an engine for queries about the validation classes, or other classes.
  init(_ context: ComputeContext, _ objective: Objective = .triplet, classes: [ClassID]? = nil) throws {
    self.context = context
    dataset = try SmallData.dataset()
    recipe = SmallData.recipe(objective)
    network = try Network(recipe, channels: 1, height: 28, width: 28)
    let received = received
    queryEngine = QueryEngine(context, dataset: dataset, classes: classes ?? dataset.validation) { result in
      received.results.withLock { $0.append(result) }
    }
  }

  var results: [QueryReply] { received.results.withLock { $0 } }

  func moment(step: Int = 7) -> QueryEngine.Moment {
    QueryEngine.Moment(network: network, step: step, recipe: recipe, isTraining: false)
  }

  /// Returns the result of a query that is answered immediately.
  func ask(_ query: Query, step: Int = 7) throws -> QueryResult {
    let number = results.count
    queryEngine.answer(QueryRequest(number: number, query: query), at: moment(step: step))
    let result = try #require(results.last, "\(query) was not answered at once")
    #expect(result.number == number)
    return result.result
  }

  /// Returns the reason why a query is rejected.
  func refusal(of query: Query) throws -> String? {
    let result = try ask(query)
    #expect(result.kind == query.kind && result.refusal?.contains("\n") != true)
    return result.refusal
  }

  /// Embeds every image of some classes without the engine.
  func embedded(_ classes: [ClassID]) throws -> (images: [ImageID], rows: [[Int]], table: EmbeddedImages) {
    let all = ClassRows(classes, of: dataset)
    let table = try ImageEmbedder(context, network, count: 4).embed(all.images, of: dataset)
    return (all.images, all.rows, table)
  }
}
