package import SiamNetworks
package import SiamData
package import SiamCore
package import SiamTensors

/// Answers queries about a network, with a copy of its weights, so that training is not affected.
///
/// It is used only on the compute thread.
package final class QueryEngine {
  /// A network at some step of its training, or after it.
  package struct Moment {
    /// The network.
    package var network: Network
    /// The number of steps the network was trained for.
    package var step: Int
    /// The recipe, as commands have changed it.
    package var recipe: Recipe
    /// Returns the triplets of the last batch, or nil before the first step; nil without training.
    package var newestTriplets: (() -> NewestTriplets?)?
    /// Whether training is about to take another step.
    package var isTraining: Bool

    /// Describes a network at a step.
    package init(
      network: Network, step: Int, recipe: Recipe, newestTriplets: (() -> NewestTriplets?)? = nil, isTraining: Bool
    ) {
      self.network = network
      self.step = step
      self.recipe = recipe
      self.newestTriplets = newestTriplets
      self.isTraining = isTraining
    }
  }

  /// Computes embeddings and scores.
  package let context: ComputeContext
  /// The dataset that queries refer to.
  package let dataset: Dataset
  /// The classes that are explored.
  package let classes: [ClassID]
  /// Whether the network was trained on the explored classes.
  private let areTrained: Bool
  let send: @Sendable (QueryReply) -> Void
  private var snapshot: EmbeddingSnapshot?
  var mapper: SpaceMapper
  var probe: TripletProbe?
  var backgroundJobs = BackgroundJobs()
  private lazy var unseen = UnseenClasses(
    classes: classes.map(dataset.summary), ink: dataset.inkStyle(of: classes), areTrained: areTrained)

  /// Makes an engine for queries about classes of a dataset.
  ///
  /// - Parameters:
  ///   - context: computes embeddings and scores.
  ///   - dataset: the dataset that queries refer to.
  ///   - classes: the classes to explore.
  ///   - areTrained: whether the network was trained on the classes (default: false).
  ///   - send: receives the results; may be called on other threads.
  package init(
    _ context: ComputeContext, dataset: Dataset, classes: [ClassID], areTrained: Bool = false,
    send: @escaping @Sendable (QueryReply) -> Void
  ) {
    self.context = context
    self.dataset = dataset
    self.classes = classes
    self.areTrained = areTrained
    self.send = send
    mapper = SpaceMapper(context)
  }

  /// Answers a query, now or when a background job ends.
  package func answer(_ request: QueryRequest, at moment: Moment) {
    backgroundJobs.cancel(request.query.kind)
    do {
      if let result = try reply(to: request, at: moment) { send(QueryReply(number: request.number, result: result)) }
    } catch {
      send(request.rejected(error))
    }
  }

  /// Cancels the background jobs that are still running.
  package func close() { backgroundJobs.cancelAll() }

  /// Returns the result, or nil if a background job will send it.
  private func reply(to request: QueryRequest, at moment: Moment) throws -> QueryResult? {
    switch request.query {
    case .images(let images): return .images(images.compactMap(dataset.picture))
    case .classes: return .classes(unseen)
    case .files(let paths):
      let (side, channels) = (dataset.width, dataset.channels)
      // If the data wasn't inverted, each file's border decides: the bundled glyphs are compared with scans too.
      let inverted = dataset.isInverted ? true : nil
      backgroundJobs.run(request, send: send) { _ in
        .files(QueryImage.read(paths, side: side, channels: channels, inverted: inverted))
      }
      return nil
    case .episode(let query): return .episode(try EpisodeDrawer(dataset: dataset, classes: classes).draw(query))
    case .scores(let query):
      try query.check()
      let snapshot = try snapshot(of: moment, embedding: query.images.count)
      return .scores(try QueryScorer(context: context, snapshot: snapshot).scores(query))
    case .newestTriplets: return .newestTriplets(try newestTriplets(at: moment))
    case .triplet(let anchor, let positive, let negative):
      return try triplet(anchor: anchor, positive: positive, negative: negative, at: moment)
    case .space(let query): return try map(query, for: request, at: moment)
    case .neighbours(let image, let count): return .neighbours(try neighbours(of: image, count: count, at: moment))
    case .pairs(let query): return .pairs(try survey(query, at: moment))
    case .runs, .curves: throw QueryError.needsRunLibrary
    }
  }

  /// Returns a snapshot of the network's weights, in order to embed `count` images.
  func snapshot(of moment: Moment, embedding count: Int) throws -> EmbeddingSnapshot {
    let snapshot = try snapshot ?? EmbeddingSnapshot(context, of: moment.network, dataset: dataset)
    self.snapshot = snapshot
    snapshot.update(from: moment.network, step: moment.step, embedding: count, isTraining: moment.isTraining)
    return snapshot
  }
}
