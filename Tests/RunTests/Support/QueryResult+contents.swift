import SiamCore

/// The contents of a result, or nil if it is of another kind.
extension QueryResult {
  var classes: UnseenClasses? { if case .classes(let found) = self { found } else { nil } }
  var scores: QueryScores? { if case .scores(let found) = self { found } else { nil } }
  var newestTriplets: NewestTriplets? { if case .newestTriplets(let found) = self { found } else { nil } }
  var triplet: (report: TripletReport, step: Int)? {
    if case .triplet(let found, let step) = self { (found, step) } else { nil }
  }
  var space: SpaceMap? { if case .space(let found) = self { found } else { nil } }
  var neighbours: Neighbourhood? { if case .neighbours(let found) = self { found } else { nil } }
  var pairs: PairSurvey? { if case .pairs(let found) = self { found } else { nil } }
  var refusal: String? { if case .rejected(_, let reason) = self { reason } else { nil } }

  /// The kind of the query.
  var kind: Query.Kind {
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
    case .rejected(let kind, _): kind
    }
  }
}
