/// A question about a network, its data or the runs on disk. A query changes nothing; its result is a `QueryResult`.
///
/// During training, queries are answered between two steps; the same code answers them without training. A newer query
/// replaces an older one of its kind. Queries and results are never journaled.
public enum Query: Equatable, Sendable {
  /// The pixels of images of the dataset.
  case images([ImageID])
  /// The classes that were not trained on, and the style of their drawings.
  case classes
  /// The images in files, at these paths.
  case files([String])
  /// An episode drawn from classes that were not trained on.
  case episode(EpisodeQuery)
  /// The similarities of queries to the classes of a support set.
  case scores(ScoresQuery)
  /// The mined triplets of the newest batch.
  case newestTriplets
  /// The current distances of a triplet.
  case triplet(anchor: ImageID, positive: ImageID, negative: ImageID)
  /// A projection of embeddings to two dimensions.
  case space(SpaceQuery)
  /// The `count` nearest neighbours of an image.
  case neighbours(of: ImageID, count: Int)
  /// The verification of pairs.
  case pairs(PairsQuery)
  /// The runs on disk.
  case runs
  /// The curves of a run, by its path. `written` is when its journal was last written, if known.
  case curves(run: String, written: Instant?)

  /// The kind of a query; a newer query replaces an older one of its kind.
  public enum Kind: Hashable, CaseIterable, Sendable {
    /// The kind of `Query.images`.
    case images
    /// The kind of `Query.classes`.
    case classes
    /// The kind of `Query.files`.
    case files
    /// The kind of `Query.episode`.
    case episode
    /// The kind of `Query.scores`.
    case scores
    /// The kind of `Query.newestTriplets`.
    case newestTriplets
    /// The kind of `Query.triplet`.
    case triplet
    /// The kind of `Query.space`.
    case space
    /// The kind of `Query.neighbours`.
    case neighbours
    /// The kind of `Query.pairs`.
    case pairs
    /// The kind of `Query.runs`.
    case runs
    /// The kind of `Query.curves`.
    case curves
  }

  /// Whether the query is about runs on disk, and so needs no network.
  public var isAboutRuns: Bool {
    switch self {
    case .runs, .curves: true
    default: false
    }
  }

  /// The query's kind.
  public var kind: Kind {
    switch self {
    case .images: .images
    case .classes: .classes
    case .files: .files
    case .episode: .episode
    case .scores: .scores
    case .newestTriplets: .newestTriplets
    case .triplet: .triplet
    case .space: .space
    case .neighbours: .neighbours
    case .pairs: .pairs
    case .runs: .runs
    case .curves: .curves
    }
  }
}

/// The result of a query.
public enum QueryResult: Equatable, Sendable {
  /// The requested images in order, without those that the dataset no longer has.
  case images([DatasetImage])
  /// The classes that were not trained on.
  case classes(UnseenClasses)
  /// An image or an error for each file, in order.
  case files([QueryImage])
  /// An episode.
  case episode(DrawnEpisode)
  /// The similarities of queries to classes.
  case scores(QueryScores)
  /// The mined triplets of the newest batch.
  case newestTriplets(NewestTriplets)
  /// A triplet with its current distances, and the number of completed steps.
  case triplet(TripletReport, step: Int)
  /// A projection of embeddings to two dimensions.
  case space(SpaceMap)
  /// The nearest neighbours of an image.
  case neighbours(Neighbourhood)
  /// The similarities of pairs.
  case pairs(PairSurvey)
  /// The runs on disk.
  case runs(RunsListing)
  /// The curves of a run.
  case curves(RunCurves)
  /// A rejected query's kind, and a line that says why and what to do.
  case rejected(Query.Kind, reason: String)
}
