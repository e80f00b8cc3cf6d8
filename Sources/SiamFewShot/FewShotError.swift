internal import SiamMessages

/// Why episodes, one-shot runs or pairs can't be had, or scored.
public enum FewShotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// More ways than classes that are large enough.
  case tooFewClasses(way: Int, classes: Int, imagesNeeded: Int)
  /// More ways than any group has classes that are large enough.
  case groupsTooSmall(way: Int, largest: Int, imagesNeeded: Int)
  /// A classifier needs what the network lacks.
  case noPairHead
  /// k of `k-nearest`.
  case tooFewNeighbours(Int)
  /// A list of episodes that can't be read, and why.
  case unreadableEpisodes(String)
  /// Two fingerprints: of the data there is, and of the data a list of episodes was drawn from.
  case otherData(found: String, expected: String)
  /// An episode of a list, counted from 1, and what is wrong with it.
  case unfitEpisode(number: Int, String)
  /// A line of a `class_labels.txt`, counted from 1, and what is wrong with it.
  case oneShotLabels(line: Int, String)
  /// A one-shot run by name, and what is wrong with it.
  case oneShotRun(String, String)
  /// Too little to draw pairs from.
  case tooFewForPairs(classes: Int, classesOfTwo: Int)
  /// Pairs of one kind only.
  case oneSidedPairs(same: Int, different: Int)
  /// A pair's score, counted from 0, is not a finite number.
  case scoreIsNoNumber(pair: Int)

  /// One line: what is lacking and what to change.
  public var description: String {
    switch self {
    case .tooFewClasses(let way, let classes, let images):
      "\(way)-way episodes need \(way) held-out classes of at least \(images) images, and there are \(classes); "
        + "hold out more (--hold-out) or ask for fewer (--way)"
    case .groupsTooSmall(let way, let largest, let images):
      "\(way)-way episodes within a group need \(way) of its classes held out with at least \(images) images, and the "
        + "largest group has \(largest); ask for fewer (--way) or draw from all groups"
    case .noPairHead:
      "the network has no pair head, which \(ClassifierName.pairSimilarity.rawValue) asks; train one with "
        + "--objective pair, or name another classifier"
    case .tooFewNeighbours(let neighbours):
      "\(ClassifierName.kNearest.rawValue) can't ask \(neighbours) neighbours; ask 1 or more"
    case .unreadableEpisodes(let reason): "the list of episodes can't be read: \(reason); draw a new one"
    case .otherData(let found, let expected):
      "the list of episodes was drawn from other data (fingerprint \(expected), here \(found)); give that data, or draw "
        + "a new list"
    case .unfitEpisode(let number, let reason):
      "episode \(number) of the list can't be used: \(reason); draw a new list"
    case .oneShotLabels(let line, let reason): "line \(line) of class_labels.txt: \(reason)"
    case .oneShotRun(let name, let reason): "one-shot run \(name): \(reason)"
    case .tooFewForPairs(let classes, let classesOfTwo):
      "pairs need two held-out classes and one of at least two images, and there are \(classes), \(classesOfTwo) of "
        + "them with two images; hold out more (--hold-out)"
    case .oneSidedPairs(let same, let different):
      "\(same) same and \(different) different pairs: verification needs both kinds"
    case .scoreIsNoNumber(let pair): "the score of pair \(pair + 1) is no number"
    }
  }
}
