import SiamCanvas
import SiamCore

/// The position of an image in the support set.
struct SupportSlot: Hashable, Sendable {
  /// The index of the class.
  var way: Int
  /// The index of the image within its class.
  var shot: Int
}

/// An episode: a support set, of which the user may replace images, and its queries.
struct SupportEpisode: Equatable, Sendable {
  /// A query image and the index of its true class.
  struct LabelledImage: Equatable, Sendable {
    var image: ImageID
    var truth: Int
  }

  /// The maximum number of classes, and of images per class.
  static let maxCount = 200

  /// The query that the episode is the result of.
  let request: EpisodeQuery
  /// The k classes.
  let classes: [ClassSummary]
  /// The support images of each class; all classes have the same number.
  private(set) var support: [[ImageID]]
  /// The query images, ordered by class.
  let queries: [LabelledImage]
  /// The support images that replaced others.
  private(set) var replacements: Set<ImageID> = []

  /// Validates an episode; nil if its parts are inconsistent.
  init?(_ drawn: DrawnEpisode, to request: EpisodeQuery) {
    let shots = drawn.support.first?.count ?? 0
    guard (1...SupportEpisode.maxCount).contains(drawn.classes.count), (1...SupportEpisode.maxCount).contains(shots),
      drawn.support.count == drawn.classes.count, drawn.support.allSatisfy({ $0.count == shots }),
      drawn.queries.count == drawn.classes.count
    else { return nil }
    self.request = request
    classes = drawn.classes
    support = drawn.support
    queries = drawn.queries.enumerated().flatMap { truth, images in
      images.prefix(SupportEpisode.maxCount).map { LabelledImage(image: $0, truth: truth) }
    }
  }

  /// The number of classes, k.
  var way: Int { classes.count }
  /// The number of support images per class, n.
  var shot: Int { support.first?.count ?? 0 }

  /// The image in a slot; nil if there is no such slot.
  func image(at slot: SupportSlot) -> ImageID? {
    guard support.indices.contains(slot.way), support[slot.way].indices.contains(slot.shot) else { return nil }
    return support[slot.way][slot.shot]
  }

  /// The indices of the queries of a class.
  func queries(of way: Int) -> [Int] { queries.indices.filter { queries[$0].truth == way } }

  /// Clamps a slot to the support set.
  func nearest(to slot: SupportSlot) -> SupportSlot {
    SupportSlot(way: min(max(0, slot.way), way - 1), shot: min(max(0, slot.shot), shot - 1))
  }

  /// Replaces the image in a slot by the next one of its class that is in neither the support set nor the queries.
  ///
  /// - Returns: false if there is no such image.
  mutating func replace(at slot: SupportSlot) -> Bool {
    guard let current = image(at: slot) else { return false }
    let images = classes[slot.way].images
    let used = Set(support[slot.way]).union(queries.filter { $0.truth == slot.way }.map(\.image))
    let start = images.firstIndex(of: current).map { $0 + 1 } ?? 0
    guard let next = (images[start...] + images[..<start]).first(where: { !used.contains($0) }) else { return false }
    support[slot.way][slot.shot] = next
    replacements.remove(current)
    replacements.insert(next)
    return true
  }
}

extension SupportEpisode {
  /// The class names within a number of columns: whole; or as many of their last words as fit, if those are distinct;
  /// or cut at the front.
  func names(fitting columns: Int, _ charset: Charset) -> [String] {
    let names = classes.map(\.name)
    if names.allSatisfy({ charset.columns($0) <= columns }) { return names }
    let endings = names.map { ClassName.lastWords(of: $0, fitting: columns, charset) }
    let spelled = { (texts: [String]) in Set(texts.map(charset.scalars)) }
    let areDistinct =
      spelled(endings).count == spelled(names).count
      && endings.allSatisfy(ClassName.isReadable)
    return areDistinct ? endings : names.map { ClassName.cut($0, to: columns, charset) }
  }
}
