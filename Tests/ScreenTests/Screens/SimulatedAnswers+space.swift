import Foundation
import SiamMessages

extension SimulatedAnswers {
  /// Embeddings of the simulated classes in two dimensions: clouds that overlap a little.
  static func map(_ question: SpaceQuestion, step: Int) -> SpaceMap {
    let chosen = question.classes.isEmpty ? classes : classes.filter { question.classes.contains($0.id) }
    let each = max(1, min(20, question.most / max(1, chosen.count)))
    let spread = question.method == .tSNE ? 14.0 : 0.075
    let scale = question.method == .tSNE ? 90.0 : 0.8
    var random = TestGenerator(seed: question.method == .tSNE ? 5 : 9)
    var points: [SpacePoint] = []
    for (place, summary) in chosen.enumerated() {
      let (x, y) = middle(of: summary.id.index, scale: scale)
      for image in summary.images.prefix(each) {
        points.append(
          SpacePoint(
            image: image, classPlace: place, x: Float(x + spread * random.normal()),
            y: Float(y + spread * random.normal() * 0.8)))
      }
    }
    return SpaceMap(
      step: step, method: question.method, points: points,
      explained: question.method == .tSNE ? nil : [0.231, 0.142], classes: chosen, lookAlikes: lookAlikes(points))
  }

  /// Middles on a sunflower, as evenly as seeds lie.
  private static func middle(of number: Int, scale: Double) -> (x: Double, y: Double) {
    let place = Double((number - 1041) * 17 % 40)
    let radius = scale * ((place + 0.5) / 40).squareRoot()
    return (radius * 1.3 * cos(place * 2.39996), radius * 0.8 * sin(place * 2.39996))
  }

  private static func lookAlikes(_ points: [SpacePoint]) -> [LookAlike] {
    var pairs: [LookAlike] = []
    for (number, first) in points.enumerated() {
      for second in points[(number + 1)...] where second.classPlace != first.classPlace {
        let (x, y) = (first.x - second.x, first.y - second.y)
        pairs.append(LookAlike(first: first.image, second: second.image, distance: 0.02 + (x * x + y * y) * 9))
      }
    }
    return Array(pairs.sorted { $0.distance < $1.distance }.prefix(14))
  }

  /// Neighbours of which every third is of another class.
  static func neighbours(of image: ImageID, count: Int, step: Int) -> Neighbourhood {
    let place = (image.index - 19_820) / 20
    let neighbours = (0..<max(0, count)).map { number in
      let isSame = number % 3 != 2
      let of = isSame ? place : (place + 3 + number) % 40
      let id = ImageID(19_820 + ((of * 20 + (image.index + number * 7 + 1) % 20) % 800 + 800) % 800)
      return Neighbour(
        image: id, className: "letter \((of % 40 + 40) % 40 + 1)", isSameClass: isSame,
        distance: 0.031 + 0.017 * Float(number))
    }
    return Neighbourhood(step: step, image: image, neighbours: neighbours, among: 799)
  }
}
