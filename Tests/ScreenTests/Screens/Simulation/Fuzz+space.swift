import SiamCore

extension Fuzz {
  mutating func image() -> ImageID { ImageID(integer(0...40)) }

  /// Returns a map that may have unknown classes, duplicate images and invalid positions.
  mutating func spaceMap() -> SpaceMap {
    let classes = integer(0...30)
    let points = [0, 1, 7, 90][integer(0...3)]
    return SpaceMap(
      step: count(), method: ProjectionMethod.allCases[integer(0...1)],
      points: (0..<points).map { _ in
        SpacePoint(image: image(), classIndex: integer(-1...30), x: float(), y: float())
      },
      explained: integer(0...2) == 0 ? nil : (0..<integer(0...3)).map { _ in float() },
      classes: (0..<classes).map { number in
        ClassSummary(id: ClassID(number % 20), name: text(), group: integer(0...2) == 0 ? nil : text(), images: [])
      },
      similarPairs: (0..<integer(0...9)).map { _ in
        SimilarPair(first: image(), second: image(), distance: float())
      })
  }

  mutating func neighbourhood() -> Neighbourhood {
    Neighbourhood(
      step: count(), image: image(),
      neighbours: (0..<integer(0...30)).map { _ in
        Neighbour(image: image(), className: text(), isSameClass: integer(0...1) == 0, distance: float())
      }, candidateCount: count())
  }
}
