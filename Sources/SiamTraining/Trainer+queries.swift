import SiamCore
import SiamData
import SiamInference

/// Answers queries about the network in training.
extension Trainer {
  /// Answers waiting queries, but at most as many as there are kinds, so that frequent queries don't stop training.
  func answerQueries() {
    for _ in Query.Kind.allCases {
      guard let request = commandQueue.nextPendingQuery() else { return }
      answer(request)
    }
  }

  /// Answers a query with the current weights.
  func answer(_ request: QueryRequest) {
    queryEngine.answer(
      request,
      at: QueryEngine.Moment(
        network: inferenceNetwork, step: step, recipe: currentRecipe,
        newestTriplets: { [trainingStep, dataset = configuration.dataset] in trainingStep.newestTriplets(dataset) },
        isTraining: !isOver && !isPaused))
  }

  /// Cancels the queries that are still running.
  func close() { queryEngine.close() }

  /// Makes an engine for queries about the validation classes, or the training classes if there are none.
  func makeQueryEngine() -> QueryEngine {
    let dataset = configuration.dataset
    let areTrained = dataset.validation.isEmpty
    return QueryEngine(
      context, dataset: dataset, classes: areTrained ? dataset.training : dataset.validation, areTrained: areTrained,
      send: configuration.reply)
  }
}
