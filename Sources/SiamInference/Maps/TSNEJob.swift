import SiamFewShot
package import SiamCore
import Synchronization

/// A t-SNE map that is still to be computed, which takes a second or two and can run on any thread.
package struct TSNEJob: Sendable {
  private let start: SpaceMap
  /// The squared distances of all pairs of points.
  private let distances: [Float]
  private let memory: Memory

  /// The maximum number of points: each step of the descent visits every pair of points.
  package static let maxPoints = 1_000

  /// The last map that was computed, from which the next job continues.
  final class Memory: Sendable {
    fileprivate let points = Mutex<[SpacePoint]>([])
  }

  init(start: SpaceMap, distances: [Float], memory: Memory) {
    self.start = start
    self.distances = distances
    self.memory = memory
  }

  /// Computes the map. If the last map had the same images, the descent continues from it, so that points move only as
  /// far as the embeddings do.
  ///
  /// - Parameter isCancelled: checked before each step of the descent.
  /// - Returns: the map, with the similar pairs of all dimensions, or nil if it was cancelled.
  package func run(isCancelled: () -> Bool = { false }) -> SpaceMap? {
    let last = memory.points.withLock { $0 }
    let isContinued = last.map(\.image) == start.points.map(\.image)
    let positions = (isContinued ? last : start.points).map { SIMD2($0.x, $0.y) }
    var neighbours =
      isContinued
      ? NeighbourMap(distances, continuing: positions) : NeighbourMap(distances, start: positions, seed: 0)
    for _ in 0..<NeighbourMap.iterations {
      if isCancelled() { return nil }
      neighbours.descend()
    }
    var map = start
    map.method = .tSNE
    map.explained = nil
    for (index, position) in neighbours.positions.enumerated() {
      map.points[index].x = position.x
      map.points[index].y = position.y
    }
    let points = map.points
    memory.points.withLock { $0 = points }
    return map
  }
}
