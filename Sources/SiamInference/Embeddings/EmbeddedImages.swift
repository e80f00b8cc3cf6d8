package import SiamFewShot
package import SiamTensors

/// The feature vectors and the embeddings of images, one row per image.
package struct EmbeddedImages {
  /// The feature vectors before normalisation, which a pair head compares; the mean over test-time variants.
  package var features: EmbeddingTable
  /// The embeddings, of unit length; the normalised mean over test-time variants.
  package var embeddings: EmbeddingTable

  /// Concatenates the rows of several tables.
  package static func joined(_ parts: [EmbeddedImages]) throws(TensorError) -> EmbeddedImages {
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

  /// Combines two tables with the same rows.
  package init(features: EmbeddingTable, embeddings: EmbeddingTable) {
    self.features = features
    self.embeddings = embeddings
  }
}
