package import SiamFewShot
internal import SiamTensors

/// Images' feature vectors, a row each, and the same at unit length.
package struct EmbeddedImages {
  /// Before normalisation: what a pair head looks at. Over test-time variants the mean.
  package var features: EmbeddingTable
  /// At unit length. Over test-time variants the mean of their embeddings, at unit length again.
  package var embeddings: EmbeddingTable

  /// The rows of several, one after the other.
  static func joined(_ parts: [EmbeddedImages]) throws(TensorError) -> EmbeddedImages {
    if parts.count == 1 { return parts[0] }
    return EmbeddedImages(
      features: try joined(parts.map(\.features), isUnitLength: false),
      embeddings: try joined(parts.map(\.embeddings), isUnitLength: true))
  }

  private static func joined(_ tables: [EmbeddingTable], isUnitLength: Bool) throws(TensorError) -> EmbeddingTable {
    let whole = try EmbeddingTable(
      rows: tables.reduce(0) { $0 + $1.rows }, dimension: tables.first?.dimension ?? 0, isUnitLength: isUnitLength)
    var start = 0
    for table in tables {
      whole.values.slice(start..<start + table.values.count).copy(from: table.values)
      start += table.values.count
    }
    return whole
  }
}
