import Foundation
import SiamCore

extension SimulatedResults {
  /// Embeddings of the simulated classes in two dimensions: clouds that overlap a little.
  static func map(_ query: SpaceQuery, step: Int) -> SpaceMap {
    let chosen = query.classes.isEmpty ? classes : classes.filter { query.classes.contains($0.id) }
    let each = max(1, min(20, query.maxPoints / max(1, chosen.count)))
    let spread = query.method == .tSNE ? 14.0 : 0.075
    let scale = query.method == .tSNE ? 90.0 : 0.8
    var random = TestGenerator(seed: query.method == .tSNE ? 5 : 9)
    var points: [SpacePoint] = []
    for (classIndex, summary) in chosen.enumerated() {
      let (x, y) = centre(of: summary.id.index, scale: scale)
      for image in summary.images.prefix(each) {
        points.append(
          SpacePoint(
            image: image, classIndex: classIndex, x: Float(x + spread * random.normal()),
            y: Float(y + spread * random.normal() * 0.8)))
      }
    }
    return SpaceMap(
      step: step, method: query.method, points: points,
      explained: query.method == .tSNE ? nil : [0.231, 0.142], classes: chosen, similarPairs: similarPairs(points))
  }

  /// The centre of a class, on a sunflower spiral.
  private static func centre(of number: Int, scale: Double) -> (x: Double, y: Double) {
    let turn = Double((number - 1041) * 17 % 40)
    let radius = scale * ((turn + 0.5) / 40).squareRoot()
    return (radius * 1.3 * cos(turn * 2.39996), radius * 0.8 * sin(turn * 2.39996))
  }

  private static func similarPairs(_ points: [SpacePoint]) -> [SimilarPair] {
    var pairs: [SimilarPair] = []
    for (number, first) in points.enumerated() {
      for second in points[(number + 1)...] where second.classIndex != first.classIndex {
        let (x, y) = (first.x - second.x, first.y - second.y)
        pairs.append(SimilarPair(first: first.image, second: second.image, distance: 0.02 + (x * x + y * y) * 9))
      }
    }
    return Array(pairs.sorted { $0.distance < $1.distance }.prefix(14))
  }

  /// Neighbours of an image; every third one is of another class.
  static func neighbours(of image: ImageID, count: Int, step: Int) -> Neighbourhood {
    let ownClass = (image.index - 19_820) / 20
    let neighbours = (0..<max(0, count)).map { number in
      let isSame = number % 3 != 2
      let of = isSame ? ownClass : (ownClass + 3 + number) % 40
      let id = ImageID(19_820 + ((of * 20 + (image.index + number * 7 + 1) % 20) % 800 + 800) % 800)
      return Neighbour(
        image: id, className: "letter \((of % 40 + 40) % 40 + 1)", isSameClass: isSame,
        distance: 0.031 + 0.017 * Float(number))
    }
    return Neighbourhood(step: step, image: image, neighbours: neighbours, candidateCount: 799)
  }
}
