internal import SiamFewShot
package import SiamMessages
internal import Synchronization

/// A map by t-SNE that is still to be drawn, which takes a second or two: plain numbers, to be run on any thread.
package struct TSNEJob: Sendable {
  private let start: SpaceMap
  /// Squared, among all points.
  private let distances: [Float]
  private let memory: Memory

  /// Points at most: each step of the descent looks at every two of them.
  package static let mostPoints = 1_000

  /// The last map that was drawn, known to the jobs that follow.
  final class Memory: Sendable {
    fileprivate let points = Mutex<[SpacePoint]>([])
  }

  init(start: SpaceMap, distances: [Float], memory: Memory) {
    self.start = start
    self.distances = distances
    self.memory = memory
  }

  /// Draws the map: from the start, or, where the last one had the same images, on from that one, so that points stay
  /// where they were as far as the embeddings do.
  ///
  /// - Parameter isCancelled: asked before each step of the descent.
  /// - Returns: the map, with the look-alikes of all dimensions; nil where it was cancelled.
  package func run(isCancelled: () -> Bool = { false }) -> SpaceMap? {
    let last = memory.points.withLock { $0 }
    let isContinued = last.map(\.image) == start.points.map(\.image)
    let places = (isContinued ? last : start.points).map { SIMD2($0.x, $0.y) }
    var neighbours =
      isContinued
      ? NeighbourMap(distances, continuing: places) : NeighbourMap(distances, start: places, seed: 0)
    for _ in 0..<NeighbourMap.iterations {
      if isCancelled() { return nil }
      neighbours.descend()
    }
    var map = start
    map.method = .tSNE
    map.explained = nil
    for (index, place) in neighbours.places.enumerated() {
      map.points[index].x = place.x
      map.points[index].y = place.y
    }
    let points = map.points
    memory.points.withLock { $0 = points }
    return map
  }
}
