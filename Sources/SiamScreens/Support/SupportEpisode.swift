import SiamMessages

/// A place in the support set.
struct SupportPlace: Hashable, Sendable {
  /// Which class, from 0.
  var way: Int
  /// Which of its images, from 0.
  var shot: Int
}

/// A support set and its queries: an episode as it was drawn, some of its support images replaced since.
struct SupportEpisode: Equatable, Sendable {
  /// A query of the episode and the place of its class.
  struct Query: Equatable, Sendable {
    var image: ImageID
    var truth: Int
  }

  /// No more classes, and images of each, are taken in.
  static let most = 200

  /// What it was asked by.
  let question: EpisodeQuestion
  /// The k classes.
  let classes: [ClassSummary]
  /// For each class its support images, as many for each.
  private(set) var support: [[ImageID]]
  /// Class after class.
  let queries: [Query]
  /// Support images that took another's place.
  private(set) var replacements: Set<ImageID> = []

  /// An episode; nil where its parts do not fit.
  init?(_ drawn: DrawnEpisode, to question: EpisodeQuestion) {
    let shots = drawn.support.first?.count ?? 0
    guard (1...SupportEpisode.most).contains(drawn.classes.count), (1...SupportEpisode.most).contains(shots),
      drawn.support.count == drawn.classes.count, drawn.support.allSatisfy({ $0.count == shots }),
      drawn.queries.count == drawn.classes.count
    else { return nil }
    self.question = question
    classes = drawn.classes
    support = drawn.support
    queries = drawn.queries.enumerated().flatMap { truth, images in
      images.prefix(SupportEpisode.most).map { Query(image: $0, truth: truth) }
    }
  }

  /// k.
  var way: Int { classes.count }
  /// n.
  var shot: Int { support.first?.count ?? 0 }

  /// The image at a place.
  func image(at place: SupportPlace) -> ImageID? {
    guard support.indices.contains(place.way), support[place.way].indices.contains(place.shot) else { return nil }
    return support[place.way][place.shot]
  }

  /// The queries of a class, by their place among all.
  func queries(of way: Int) -> [Int] { queries.indices.filter { queries[$0].truth == way } }

  /// The nearest place there is to one.
  func nearest(to place: SupportPlace) -> SupportPlace {
    SupportPlace(way: min(max(0, place.way), way - 1), shot: min(max(0, place.shot), shot - 1))
  }

  /// Puts the next image of its class at a place, one that is in neither the support set nor the queries; whether
  /// there was one.
  mutating func replace(at place: SupportPlace) -> Bool {
    guard let current = image(at: place) else { return false }
    let images = classes[place.way].images
    let taken = Set(support[place.way]).union(queries.filter { $0.truth == place.way }.map(\.image))
    let start = images.firstIndex(of: current).map { $0 + 1 } ?? 0
    guard let next = (images[start...] + images[..<start]).first(where: { !taken.contains($0) }) else { return false }
    support[place.way][place.shot] = next
    replacements.remove(current)
    replacements.insert(next)
    return true
  }
}
