import SiamCore

/// An error in drawing, reading or scoring episodes, one-shot runs or pairs.
public enum FewShotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are fewer classes with enough images than the way.
  case tooFewClasses(way: Int, classes: Int, imagesNeeded: Int)
  /// No group has as many classes with enough images as the way.
  case groupsTooSmall(way: Int, largest: Int, imagesNeeded: Int)
  /// A classifier needs a pair head, which the network doesn't have.
  case noPairHead
  /// The k of `k-nearest` is below 1.
  case tooFewNeighbours(Int)
  /// A list of episodes can't be read, with the reason.
  case unreadableEpisodes(String)
  /// A list of episodes was drawn from other data; with the fingerprints of both.
  case otherData(found: String, expected: String)
  /// An episode of a list, counted from 1, is invalid, with the reason.
  case invalidEpisode(number: Int, String)
  /// A line of a `class_labels.txt`, counted from 1, is invalid, with the reason.
  case oneShotLabels(line: Int, String)
  /// A one-shot run, by name, is invalid, with the reason.
  case oneShotRun(String, String)
  /// There are too few classes or images to draw pairs from.
  case tooFewForPairs(classes: Int, classesOfTwo: Int)
  /// There are no positive or no negative pairs.
  case oneSidedPairs(same: Int, different: Int)
  /// The score of a pair, counted from 0, is NaN or infinite.
  case nonFiniteScore(pair: Int)

  /// One line that says what is wrong and how to fix it.
  public var description: String {
    switch self {
    case .tooFewClasses(let way, let classes, let images):
      "\(way)-way episodes: only \(classes) classes with at least \(images) images; use "
        + (classes > 1 ? "--way \(classes), or " : "") + (images > 2 ? "fewer --queries, or " : "") + "more classes"
    case .groupsTooSmall(let way, let largest, let images):
      "\(way)-way episodes within a group: the largest group has only \(largest) classes with at least \(images) "
        + "images in the split; use a smaller --way or draw from all groups"
    case .noPairHead:
      "\(ClassifierName.pairSimilarity.rawValue): the network has no pair head; train one with --objective pair or use "
        + "another classifier"
    case .tooFewNeighbours(let neighbours):
      "\(ClassifierName.kNearest.rawValue): invalid number of neighbours \(neighbours); use at least 1"
    case .unreadableEpisodes(let reason): "invalid list of episodes: \(reason); draw a new one"
    case .otherData(let found, let expected):
      "the list of episodes was drawn from other data (fingerprint \(expected), not \(found)); use that data or draw a "
        + "new list"
    case .invalidEpisode(let number, let reason):
      "episode \(number) of the list is invalid: \(reason); draw a new list"
    case .oneShotLabels(let line, let reason): "line \(line) of class_labels.txt: \(reason)"
    case .oneShotRun(let name, let reason): "one-shot run \(name): \(reason)"
    case .tooFewForPairs(let classes, let classesOfTwo):
      "pairs: only \(classes) classes in the split, \(classesOfTwo) of them with two images; at least two classes are "
        + "needed, one with two images; add images, or give other --data"
    case .oneSidedPairs(let same, let different):
      "verification: \(same) positive and \(different) negative pairs; both kinds are needed"
    case .nonFiniteScore(let pair): "the score of pair \(pair + 1) is not a finite number"
    }
  }
}
