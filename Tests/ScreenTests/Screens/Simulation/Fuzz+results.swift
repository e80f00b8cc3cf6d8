import SiamCore

extension Fuzz {
  mutating func queryResult() -> QueryResult {
    switch integer(0...12) {
    case 0: .images([datasetImage(), datasetImage()])
    case 1:
      .classes(
        UnseenClasses(classes: (0..<integer(0...6)).map { _ in summary() }, ink: integer(0...5) == 0 ? nil : ink()))
    case 2: .episode(episode())
    case 3: .scores(QueryScores(step: count(), classifier: .nearestMean, queries: (0..<15).map { _ in score() }))
    case 4: .files([QueryImage(path: text(), pixels: integer(0...1) == 0 ? nil : datasetImage().pixels, problem: nil)])
    case 5: .space(spaceMap())
    case 6: .neighbours(neighbourhood())
    case 7: .newestTriplets(newestTriplets())
    case 8: .triplet(triplet(), step: count())
    case 9: .pairs(survey())
    case 10: .runs(listing())
    case 11: .curves(curves(ofRun: text()))
    default: .rejected(Query.Kind.allCases[integer(0...Query.Kind.allCases.count - 1)], reason: text())
    }
  }

  mutating func summary() -> ClassSummary {
    ClassSummary(
      id: ClassID(integer(0...5)), name: text(), group: integer(0...1) == 0 ? nil : text(),
      images: (0..<integer(0...9)).map { ImageID($0) })
  }

  mutating func ink() -> InkStyle {
    let isOdd = integer(0...3) == 0 && !isSane
    return InkStyle(
      width: isOdd ? count() : 28, height: isOdd ? count() : 28, strokeWidth: float(), extent: float(),
      isCentred: integer(0...1) == 0)
  }

  mutating func episode() -> DrawnEpisode {
    let (way, shot) = (integer(0...6), integer(0...3))
    let isOdd = integer(0...4) == 0
    return DrawnEpisode(
      classes: (0..<way).map { _ in summary() },
      support: (0..<(isOdd ? integer(0...6) : way)).map { _ in (0..<shot).map { ImageID($0) } },
      queries: (0..<way).map { _ in (0..<integer(0...3)).map { ImageID($0) } })
  }

  mutating func score() -> QueryScore {
    let ways = integer(0...6)
    return QueryScore(
      similarities: (0..<ways).map { _ in float() }, distances: (0..<integer(0...6)).map { _ in float() },
      prediction: integer(0...3) == 0 ? nil : integer(-1...6))
  }

  mutating func newestTriplets() -> NewestTriplets {
    let bins = [0, 1, 7, NewestTriplets.gapBins][integer(0...3)]
    return NewestTriplets(
      step: count(), margin: float(),
      triplets: (0..<integer(0...40)).map { _ in
        NamedTriplet(report: triplet(), anchorClass: text(), negativeClass: text())
      }, mined: count(), gaps: (0..<bins).map { _ in count() })
  }

  mutating func datasetImage() -> DatasetImage {
    let width = integer(0...30)
    let height = integer(0...30)
    let wrong = integer(0...5) == 0 ? 3 : 0
    let channels: Channels = integer(0...2) == 0 ? .rgb : .grey
    return DatasetImage(
      id: ImageID(integer(0...5)), className: text(), width: width, height: height, channels: channels,
      pixels: [UInt8](repeating: UInt8(integer(0...255)), count: channels.count * width * height + wrong))
  }
}
