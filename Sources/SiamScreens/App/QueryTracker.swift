import SiamCore

/// A query whose result a screen needs while it is shown.
struct PendingQuery: Equatable, Sendable {
  /// The query; it is sent when it is new or has changed.
  var query: Query
  /// The seconds after a result until the query is sent again, if the network has changed; nil for never.
  var repeats: Double?
  /// Whether the query reads the disk, which changes independently of the network.
  var isOfDisk: Bool

  init(_ query: Query, repeats: Double? = nil, isOfDisk: Bool = false) {
    self.query = query
    self.repeats = repeats
    self.isOfDisk = isOfDisk
  }
}

/// The pending queries, at most one of each kind, so that queries never pile up.
struct QueryTracker: Equatable, Sendable {
  /// The seconds after which a changed query no longer waits for the result of the previous one.
  static let patienceSeconds = 0.3

  private struct Entry: Equatable, Sendable {
    var query: Query
    var number: Int
    var sentAt: Double
    /// When the result came; nil while the query is pending.
    var answeredAt: Double?
    /// The number of steps when the query was sent.
    var step: Int
  }

  private var entries: [Query.Kind: Entry] = [:]
  private var count = 0
  /// The reason why the latest query of a kind failed.
  private(set) var refusals: [Query.Kind: String] = [:]

  /// Whether any query is pending.
  var isWaiting: Bool { entries.values.contains { $0.answeredAt == nil } }

  /// Whether the latest query of a kind is pending.
  func isWaiting(for kind: Query.Kind) -> Bool { entries[kind].map { $0.answeredAt == nil } ?? false }

  /// Sends those of the wanted queries that are new, have changed or must be repeated.
  mutating func advance(_ wanted: [PendingQuery], step: Int, clock: Double) -> [Effect] {
    wanted.compactMap { pendingQuery in
      guard isDue(pendingQuery, step: step, clock: clock) else { return nil }
      count += 1
      entries[pendingQuery.query.kind] = Entry(query: pendingQuery.query, number: count, sentAt: clock, step: step)
      return .ask(number: count, pendingQuery.query)
    }
  }

  private func isDue(_ pendingQuery: PendingQuery, step: Int, clock: Double) -> Bool {
    guard let entry = entries[pendingQuery.query.kind] else { return true }
    if entry.query != pendingQuery.query {
      return entry.answeredAt != nil || clock - entry.sentAt >= QueryTracker.patienceSeconds
    }
    guard let answeredAt = entry.answeredAt, let repeats = pendingQuery.repeats else { return false }
    return (pendingQuery.isOfDisk || step > entry.step) && clock - answeredAt >= repeats
  }

  /// Completes a query by its number.
  ///
  /// - Returns: the query, or nil if a newer one has replaced it.
  mutating func close(_ number: Int, _ result: QueryResult, clock: Double) -> Query? {
    guard let (kind, entry) = entries.first(where: { $0.value.number == number && $0.value.answeredAt == nil }) else {
      return nil
    }
    entries[kind]?.answeredAt = clock
    refusals[kind] = nil
    if case .rejected(_, let reason) = result { refusals[kind] = String(reason.prefix(400)) }
    return entry.query
  }

  /// Sends every query again and ignores the results of pending ones.
  mutating func forgetAll() { entries.removeAll() }

  /// Sends a query again although it has not changed.
  mutating func forget(_ kind: Query.Kind) { entries[kind] = nil }
}
