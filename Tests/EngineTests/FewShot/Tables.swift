import SiamFewShot
import SiamTensors

extension EmbeddingTable {
  /// Creates a table of the given points.
  convenience init(_ points: [[Float]], isUnitLength: Bool = false) throws {
    try self.init(rows: points.count, dimension: points[0].count, isUnitLength: isUnitLength)
    values.copy(from: points.flatMap { $0 })
  }

  /// Creates a table of `perClass` random points around each of `classes` centres, class by class.
  static func clusters(
    classes: Int, perClass: Int, dimension: Int = 16, spread: Float = 0.5, seed: UInt64 = 1
  ) throws -> EmbeddingTable {
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    var points: [[Float]] = []
    for _ in 0..<classes {
      let centre = (0..<dimension).map { _ in generator.symmetric(1) }
      for _ in 0..<perClass { points.append(centre.map { $0 + generator.symmetric(spread) }) }
    }
    return try EmbeddingTable(points)
  }
}

extension Classifier {
  /// Returns an episode's scores.
  func scores(_ episode: Episode) throws -> [Float] {
    var scores: [Float] = []
    try score(episode, into: &scores)
    return scores
  }

  /// Returns the prediction for each query of an episode.
  func predictions(_ episode: Episode) throws -> [Int?] {
    var (scores, predictions) = ([Float](), [Int?]())
    try predict(episode, using: &scores) { _, prediction in predictions.append(prediction) }
    return predictions
  }
}
