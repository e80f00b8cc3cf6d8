/// Runs queries that take long and need no network, beside the compute thread. A newer query cancels an older one of
/// its kind.
///
/// Each kind of query has a queue of its own, so that a list of runs never waits for a map.
package struct BackgroundJobs {
  private var queues: [Query.Kind: TaskQueue] = [:]
  private var running: [Query.Kind: Task<Void, Never>] = [:]

  /// Creates a runner without jobs.
  package init() {}

  /// Runs a query in the background, and cancels the running query of its kind.
  ///
  /// - Parameters:
  ///   - request: the query and its number.
  ///   - send: called with the result on the background queue, unless the query was cancelled.
  ///   - work: computes the result; it should return nil soon after `isCancelled` is true.
  package mutating func run(
    _ request: QueryRequest, send: @escaping @Sendable (QueryReply) -> Void,
    _ work: @escaping @Sendable (_ isCancelled: () -> Bool) -> QueryResult?
  ) {
    cancel(request.query.kind)
    let queue = queues[request.query.kind] ?? TaskQueue("siam.jobs", isBackground: true)
    queues[request.query.kind] = queue
    running[request.query.kind] = Task.detached(executorPreference: queue, priority: .utility) {
      // A newer query may have come while this one waited in the queue.
      if Task.isCancelled { return }
      let result = work { Task.isCancelled }
      if let result, !Task.isCancelled { send(QueryReply(number: request.number, result: result)) }
    }
  }

  /// Cancels the running query of a kind, if there is one.
  package mutating func cancel(_ kind: Query.Kind) { running.removeValue(forKey: kind)?.cancel() }

  /// Cancels all running queries.
  package mutating func cancelAll() {
    for task in running.values { task.cancel() }
    running = [:]
  }
}
