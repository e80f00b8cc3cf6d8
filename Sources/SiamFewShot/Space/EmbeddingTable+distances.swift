package import SiamTensors

extension EmbeddingTable {
  /// The squared Euclidean distances among some rows, `rows × rows`, by one matrix product; exactly 0 on the diagonal.
  package func squaredDistances(
    among rows: [Int], _ context: ComputeContext
  ) throws(TensorError) -> [Float] {
    guard !rows.isEmpty else { return [] }
    var distances = try EpisodeProducts(context, self).squaredDistances(rows: rows, columns: rows.map { [$0] })
    // In this order: `max(0, x)` would turn what is not a number into 0.
    for index in distances.indices { distances[index] = max(distances[index], 0) }
    for index in rows.indices { distances[index * rows.count + index] = 0 }
    return distances
  }

  /// The `count` rows nearest to a row, the nearest first and the row itself left out, with their squared distances;
  /// of equally near ones the first.
  package func nearest(to row: Int, count: Int) -> [(row: Int, distance: Float)] {
    var others = (0..<rows).filter { $0 != row }.map { (row: $0, distance: squaredDistance(row, $0)) }
    others.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
    return Array(others.prefix(max(count, 0)))
  }
}
