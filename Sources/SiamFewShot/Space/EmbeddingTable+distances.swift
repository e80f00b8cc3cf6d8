package import SiamTensors

extension EmbeddingTable {
  /// Computes the squared Euclidean distances between some rows, `rows × rows`, with one matrix product; the diagonal
  /// is exactly 0.
  package func squaredDistances(
    among rows: [Int], _ context: ComputeContext
  ) throws(TensorError) -> [Float] {
    guard !rows.isEmpty else { return [] }
    var distances = try EpisodeProducts(context, self).squaredDistances(rows: rows, columns: rows.map { [$0] })
    // `max(x, 0)` propagates NaN; `max(0, x)` would turn it into 0.
    for index in distances.indices { distances[index] = max(distances[index], 0) }
    for index in rows.indices { distances[index * rows.count + index] = 0 }
    return distances
  }

  /// Returns the `count` rows nearest to a row, excluding itself, with their squared distances, the nearest first;
  /// equally near rows are in the order of the table.
  package func nearest(to row: Int, count: Int) -> [(row: Int, distance: Float)] {
    var others = (0..<rows).filter { $0 != row }.map { (row: $0, distance: squaredDistance(row, $0)) }
    others.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
    return Array(others.prefix(max(count, 0)))
  }
}
