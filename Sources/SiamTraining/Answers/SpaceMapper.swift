package import SiamData
internal import SiamFewShot
package import SiamMessages
package import SiamTensors

/// Draws embeddings in two dimensions, and remembers where they were so that the next map lies the same way round.
package struct SpaceMapper {
  private let context: ComputeContext
  /// Where the last map had each image.
  private var last: [ImageID: SIMD2<Float>] = [:]
  /// Where the last map by t-SNE had them.
  private let memory = TSNEJob.Memory()

  /// Points of a map at most: all their distances are taken.
  package static let mostPoints = 4_000
  /// Look-alikes that are told.
  static let mostLookAlikes = 100

  /// No map has been drawn yet.
  package init(_ context: ComputeContext) { self.context = context }

  /// Draws a map by principal components. Its axes are turned within their plane, and flipped, to where the images that
  /// the last map had too come nearest to their last places.
  ///
  /// - Parameters:
  ///   - question: which points. By t-SNE its map takes seconds: better ask `job` for it.
  ///   - dataset: names the classes.
  ///   - classes: that may be shown, in dataset order.
  ///   - images: which image each row of `table` is.
  ///   - rows: for each class its rows in `table`.
  ///   - table: what the network embedded.
  ///   - step: steps it had taken.
  /// - Returns: the map, with no points where there are no classes to show.
  /// - Throws: `TensorError` where memory is short.
  package mutating func map(
    _ question: SpaceQuestion, dataset: Dataset, classes: [ClassID], images: [ImageID], rows: [[Int]],
    table: EmbeddedImages, step: Int
  ) throws -> SpaceMap {
    let selection = MapSelection(question, classes: classes, rows: rows, most: Self.mostPoints)
    return try draw(selection, dataset, images, table, step).map
  }

  /// Prepares a map by t-SNE, which begins as `map` draws it, or as the last job that was run ended; the job is then to
  /// be run.
  package mutating func job(
    _ question: SpaceQuestion, dataset: Dataset, classes: [ClassID], images: [ImageID], rows: [[Int]],
    table: EmbeddedImages, step: Int
  ) throws -> TSNEJob {
    let selection = MapSelection(question, classes: classes, rows: rows, most: TSNEJob.mostPoints)
    let (map, distances) = try draw(selection, dataset, images, table, step)
    return TSNEJob(start: map, distances: distances, memory: memory)
  }

  private mutating func draw(
    _ selection: MapSelection, _ dataset: Dataset, _ images: [ImageID], _ table: EmbeddedImages, _ step: Int
  ) throws -> (map: SpaceMap, distances: [Float]) {
    let shown = selection.rows.map { images[$0] }
    let plane = try PrincipalPlane(context, table.embeddings, rows: selection.rows)
    let places = aligned(plane.places, shown)
    let distances = try table.embeddings.squaredDistances(among: selection.rows, context)
    let pairs = LookAlikePairs.find(distances, labels: selection.labels, most: Self.mostLookAlikes)
    last = Dictionary(uniqueKeysWithValues: zip(shown, places))
    let map = SpaceMap(
      step: step, method: .principalComponents,
      points: zip(shown, zip(selection.labels, places)).map { image, place in
        SpacePoint(image: image, classPlace: place.0, x: place.1.x, y: place.1.y)
      },
      explained: Self.shares(places, of: plane.variance), classes: selection.classes.map(dataset.summary),
      lookAlikes: pairs.map {
        LookAlike(first: shown[$0.first], second: shown[$0.second], distance: $0.distance)
      })
    return (map, distances)
  }

  private func aligned(_ places: [SIMD2<Float>], _ shown: [ImageID]) -> [SIMD2<Float>] {
    let shared = shown.indices.filter { last[shown[$0]] != nil }
    let alignment = PlaneAlignment(shared.map { places[$0] }, to: shared.compactMap { last[shown[$0]] })
    return places.map(alignment.apply)
  }

  /// The shares of the variance along each axis as it lies now.
  private static func shares(_ places: [SIMD2<Float>], of variance: Float) -> [Float] {
    let squares = places.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(max(places.count, 1))
    return variance > 0 ? [squares.x / variance, squares.y / variance] : [0, 0]
  }
}
