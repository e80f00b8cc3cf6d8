package import SiamData
import SiamFewShot
package import SiamCore
package import SiamTensors

/// Maps embeddings to two dimensions, and aligns each map with the one before, so that successive maps are comparable.
package struct SpaceMapper {
  private let context: ComputeContext
  /// The position of each image in the last map.
  private var last: [ImageID: SIMD2<Float>] = [:]
  /// The positions in the last t-SNE map.
  private let memory = TSNEJob.Memory()

  /// The maximum number of points of a map: the distances of all pairs are computed.
  package static let maxPoints = 4_000
  /// The maximum number of similar pairs to report.
  static let maxSimilarPairs = 100

  /// Makes a mapper without a previous map.
  package init(_ context: ComputeContext) { self.context = context }

  /// Makes a map by principal components.
  ///
  /// The axes are rotated within their plane, and flipped, so that the images that the last map also had are as near as
  /// possible to their last positions.
  ///
  /// - Parameters:
  ///   - query: the classes and the number of points. Its method is ignored; use `job` for t-SNE.
  ///   - dataset: has the names of the classes.
  ///   - classes: the classes that can be shown, in dataset order.
  ///   - images: the image of each row of `table`.
  ///   - rows: the rows in `table` of each class.
  ///   - table: the embeddings.
  ///   - step: the number of steps the network was trained for.
  /// - Returns: the map, without points if there are no classes to show.
  /// - Throws: `TensorError` if memory can't be allocated.
  package mutating func map(
    _ query: SpaceQuery, dataset: Dataset, classes: [ClassID], images: [ImageID], rows: [[Int]],
    table: EmbeddedImages, step: Int
  ) throws -> SpaceMap {
    let selection = MapSelection(query, classes: classes, rows: rows, maxCount: Self.maxPoints)
    return try draw(selection, dataset, images, table, step).map
  }

  /// Prepares a map by t-SNE, which starts from the map by principal components, or from the last t-SNE map.
  ///
  /// The parameters are those of `map`. Run the job on any thread.
  package mutating func job(
    _ query: SpaceQuery, dataset: Dataset, classes: [ClassID], images: [ImageID], rows: [[Int]],
    table: EmbeddedImages, step: Int
  ) throws -> TSNEJob {
    let selection = MapSelection(query, classes: classes, rows: rows, maxCount: TSNEJob.maxPoints)
    let (map, distances) = try draw(selection, dataset, images, table, step)
    return TSNEJob(start: map, distances: distances, memory: memory)
  }

  private mutating func draw(
    _ selection: MapSelection, _ dataset: Dataset, _ images: [ImageID], _ table: EmbeddedImages, _ step: Int
  ) throws -> (map: SpaceMap, distances: [Float]) {
    let shown = selection.rows.map { images[$0] }
    let plane = try PrincipalPlane(context, table.embeddings, rows: selection.rows)
    let positions = aligned(plane.positions, shown)
    let distances = try table.embeddings.squaredDistances(among: selection.rows, context)
    let pairs = SimilarPairs.find(distances, labels: selection.labels, maxCount: Self.maxSimilarPairs)
    last = Dictionary(uniqueKeysWithValues: zip(shown, positions))
    let map = SpaceMap(
      step: step, method: .principalComponents,
      points: zip(shown, zip(selection.labels, positions)).map { image, point in
        SpacePoint(image: image, classIndex: point.0, x: point.1.x, y: point.1.y)
      },
      explained: Self.shares(positions, of: plane.variance), classes: selection.classes.map(dataset.summary),
      similarPairs: pairs.map {
        SimilarPair(first: shown[$0.first], second: shown[$0.second], distance: $0.distance)
      })
    return (map, distances)
  }

  private func aligned(_ positions: [SIMD2<Float>], _ shown: [ImageID]) -> [SIMD2<Float>] {
    let shared = shown.indices.filter { last[shown[$0]] != nil }
    let alignment = PlaneAlignment(shared.map { positions[$0] }, to: shared.compactMap { last[shown[$0]] })
    return positions.map(alignment.apply)
  }

  /// The share of the variance along each axis after the alignment.
  private static func shares(_ positions: [SIMD2<Float>], of variance: Float) -> [Float] {
    let squares = positions.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(max(positions.count, 1))
    return variance > 0 ? [squares.x / variance, squares.y / variance] : [0, 0]
  }
}
