/// What the audience asks that changes nothing; answered by an `Answer` that carries the question's number.
///
/// Answered between two steps while training, and by the same code where nothing trains. Of each kind only the newest
/// is answered; answers are never journaled.
public enum Question: Equatable, Sendable {
  /// The pictures of some images.
  case pictures([ImageID])
  /// The classes that were never trained on, and how their pictures are drawn.
  case classes
  /// The pictures of files.
  case files([String])
  /// An episode drawn from the classes never trained on.
  case episode(EpisodeQuestion)
  /// How alike queries and the classes of a support set are.
  case scores(ScoresQuestion)
  /// The mined triplets of the newest batch.
  case newestTriplets
  /// Where a triplet stands now.
  case triplet(anchor: ImageID, positive: ImageID, negative: ImageID)
  /// Embeddings of classes never trained on, in two dimensions.
  case space(SpaceQuestion)
  /// The nearest embeddings of an image's.
  case neighbours(of: ImageID, count: Int)
  /// How well pairs are told apart.
  case pairs(PairsQuestion)
  /// The runs on disk; of no network.
  case runs
  /// The curves of one of them, by its path, as its journal was when it was last written; of no network.
  case curves(run: String, written: Instant?)

  /// What is asked; a newer question of a kind takes an older one's place.
  public enum Kind: Hashable, CaseIterable, Sendable {
    case pictures, classes, files, episode, scores, newestTriplets, triplet, space, neighbours, pairs, runs, curves
  }

  /// Whether it is about runs on disk, and so not for a network to answer.
  public var isAboutRuns: Bool {
    switch self {
    case .runs, .curves: true
    default: false
    }
  }

  /// Its kind.
  public var kind: Kind {
    switch self {
    case .pictures: .pictures
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

/// The reply to a question; never journaled.
public enum Answer: Equatable, Sendable {
  /// In the order asked; images the data no longer holds are left out.
  case pictures([Picture])
  /// The classes never trained on.
  case classes(UnseenClasses)
  /// A picture or a reason for each file, in the order asked.
  case files([FilePicture])
  /// An episode.
  case episode(DrawnEpisode)
  /// Scores of queries.
  case scores(QueryScores)
  /// The newest batch's mined triplets.
  case newestTriplets(NewestTriplets)
  /// A triplet as it stands now, and the steps taken.
  case triplet(TripletReport, step: Int)
  /// Embeddings in two dimensions.
  case space(SpaceMap)
  /// The nearest embeddings.
  case neighbours(Neighbourhood)
  /// Similarities of pairs.
  case pairs(PairSurvey)
  /// Runs on disk.
  case runs(RunsListing)
  /// A run's curves.
  case curves(RunCurves)
  /// Why a question of a kind has no answer, in one line that says what to do.
  case refused(Question.Kind, reason: String)
}
