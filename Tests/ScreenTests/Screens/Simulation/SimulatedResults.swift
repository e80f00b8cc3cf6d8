import SiamCore
import Synchronization

/// Generates plausible query results without a network.
enum SimulatedResults {
  /// Returns the result of a query after some steps; nil leaves it pending.
  static func result(of query: Query, step: Int) -> QueryResult? {
    switch query {
    case .images(let images): .images(images.map(datasetImage))
    case .classes: .classes(UnseenClasses(classes: classes, ink: ink))
    case .episode(let query): episode(query)
    case .scores(let query): scores(query, step: step)
    case .files(let paths): files(paths)
    case .space(let query): .space(map(query, step: step))
    case .neighbours(let image, let count): .neighbours(neighbours(of: image, count: count, step: step))
    case .newestTriplets: .newestTriplets(newestTriplets(step))
    case .triplet(let anchor, let positive, let negative):
      .triplet(triplet(anchor, positive, negative, step), step: step)
    case .pairs(let query): .pairs(survey(query, step: step))
    case .runs: .runs(runs)
    case .curves(let run, _): curves(ofRun: run)
    }
  }

  /// Forty classes of twenty images in two groups.
  static let classes: [ClassSummary] = (0..<40).map { index in
    ClassSummary(
      id: ClassID(1041 + index), name: "letter \(index + 1)", group: index < 20 ? "Georgian" : "Thai",
      images: (0..<20).map { ImageID(19_820 + index * 20 + $0) })
  }

  static let ink = InkStyle(width: 28, height: 28, strokeWidth: 2.4, extent: 0.7, isCentred: true)

  private static let cache = Mutex<[ImageID: DatasetImage]>([:])

  /// An image of a few random strokes; always the same for an id.
  static func datasetImage(_ id: ImageID) -> DatasetImage {
    if let known = cache.withLock({ $0[id] }) { return known }
    let drawn = draw(id)
    cache.withLock { $0[id] = drawn }
    return drawn
  }

  private static func draw(_ id: ImageID) -> DatasetImage {
    var random = TestGenerator(seed: UInt64(bitPattern: Int64(id.index)))
    var points = [(x: 6 + 16 * random.unit(), y: 5 + 18 * random.unit())]
    for _ in 0..<3 { points.append((x: 5 + 18 * random.unit(), y: 4 + 20 * random.unit())) }
    var pixels = [UInt8](repeating: 0, count: 28 * 28)
    for (start, end) in zip(points, points.dropFirst()) {
      for step in 0...120 {
        let share = Double(step) / 120
        let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        for row in max(0, Int(y) - 2)...min(27, Int(y) + 2) {
          for column in max(0, Int(x) - 2)...min(27, Int(x) + 2) {
            let (dx, dy) = (Double(column) - x, Double(row) - y)
            let ink = max(0, min(1, 1.9 - (dx * dx + dy * dy).squareRoot()))
            pixels[row * 28 + column] = max(pixels[row * 28 + column], UInt8(ink * 255))
          }
        }
      }
    }
    return DatasetImage(id: id, className: "class \(id.index)", width: 28, height: 28, pixels: pixels)
  }
}
