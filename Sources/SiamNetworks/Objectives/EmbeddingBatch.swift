package import SiamTensors

/// The L2-normalised embeddings of a batch and the squared distances between them, with the backward pass from
/// gradients on distances to gradients on features.
///
/// All distances come from one matrix product, `d_ij = |e_i|² + |e_j|² − 2 e_i·e_j`, and so does the backward pass:
/// `∂L/∂e_i = 2 Σ_j (g_ij + g_ji)(e_i − e_j)`. The embedding of features of length 0, and its gradient, are 0.
package final class EmbeddingBatch {
  /// The number of embeddings.
  package let count: Int
  /// The length of an embedding.
  package let dimension: Int
  /// The embeddings, `count × dimension`; rows of unit length, or zeros if the features are 0.
  package private(set) var embeddings: [Float]
  /// The squared distances, `count × count`, each 0…4.
  package private(set) var distances: [Float]
  /// The loss's gradient with respect to each element of `distances`; objectives add to it.
  package var distanceGradients: [Float]
  /// The features before normalisation, `count × dimension`.
  package private(set) var features: [Float]
  /// The loss's gradient with respect to each element of `features`, apart from what flows through `distances`;
  /// objectives add to it.
  package var featureGradients: [Float]
  /// The lengths of the feature vectors; infinite for zero vectors, so that dividing by it gives 0.
  private var lengths: [Float]
  private var products: [Float]
  private var rowSums: [Float]
  private let similarity: MatrixProduct
  private let pull: MatrixProduct

  /// The length below which a feature vector counts as 0.
  static let minLength: Float = 1e-12

  /// Plans a batch of `count` embeddings of length `dimension`.
  package init(_ context: ComputeContext, count: Int, dimension: Int) throws(TensorError) {
    self.count = count
    self.dimension = dimension
    embeddings = Array(repeating: 0, count: count * dimension)
    features = embeddings
    featureGradients = embeddings
    products = embeddings
    distances = Array(repeating: 0, count: count * count)
    distanceGradients = distances
    lengths = Array(repeating: 0, count: count)
    rowSums = lengths
    let rows = try FloatBuffer(count: count * dimension)
    similarity = try MatrixProduct(
      context, rows: count, inner: dimension, columns: count, left: rows, right: rows, transposingRight: true)
    pull = try MatrixProduct(context, rows: count, inner: count, columns: dimension, right: rows)
  }

  /// Computes embeddings and distances from features, `count × dimension`, and clears the gradients.
  package func measure(_ source: FloatBuffer) throws(TensorError) {
    source.copy(into: &features)
    for row in 0..<count {
      let start = row * dimension
      var sum: Float = 0
      for index in start..<start + dimension { sum += features[index] * features[index] }
      let length = sum.squareRoot()
      lengths[row] = length < Self.minLength ? .infinity : length
      let inverse = 1 / lengths[row]
      for index in start..<start + dimension { embeddings[index] = features[index] * inverse }
    }
    similarity.left.copy(from: embeddings)
    try similarity.multiply()
    similarity.product.copy(into: &distances)
    for row in 0..<count { rowSums[row] = lengths[row] == .infinity ? 0 : 1 }
    for row in 0..<count {
      for column in 0..<count {
        let squares = rowSums[row] + rowSums[column]
        // `max(x, 0)` propagates NaN; `max(0, x)` would turn it into 0.
        distances[row * count + column] = max(squares - 2 * distances[row * count + column], 0)
      }
      distances[row * count + row] = 0
    }
    for index in distanceGradients.indices { distanceGradients[index] = 0 }
    for index in featureGradients.indices { featureGradients[index] = 0 }
  }

  /// Computes the gradient with respect to the features, `count × dimension`, from `distanceGradients` and
  /// `featureGradients`.
  package func backward(into buffer: FloatBuffer) throws(TensorError) {
    pull.left.withMutableSpan { symmetric in
      for row in 0..<count {
        var sum: Float = 0
        for column in 0..<count {
          let both = distanceGradients[row * count + column] + distanceGradients[column * count + row]
          symmetric[row * count + column] = both
          sum += both
        }
        rowSums[row] = sum
      }
    }
    try pull.multiply()
    pull.product.copy(into: &products)
    for row in 0..<count {
      let start = row * dimension
      var along: Float = 0
      for index in start..<start + dimension {
        products[index] = 2 * (rowSums[row] * embeddings[index] - products[index])
        along += products[index] * embeddings[index]
      }
      let inverse = 1 / lengths[row]
      for index in start..<start + dimension {
        products[index] = (products[index] - along * embeddings[index]) * inverse + featureGradients[index]
      }
    }
    buffer.copy(from: products)
  }

  /// Measures how spread out the embeddings are.
  ///
  /// - Returns: `spread`, their mean squared distance to their mean, 0…1, and `effectiveRank`, the participation ratio
  ///   `(Σλ)²/Σλ²` of the eigenvalues λ of their covariance, 1 … dimension, or 0 without any spread.
  package func shape() -> (spread: Float, effectiveRank: Float) {
    // With P the centred matrix of products, Σλ is its trace and Σλ² the sum of its squares, both divided by powers of
    // `count`.
    var total: Double = 0
    for row in 0..<count {
      var sum: Float = 0
      for column in 0..<count { sum += distances[row * count + column] }
      rowSums[row] = sum / Float(count)
      total += Double(sum)
    }
    let mean = Float(total / Double(count * count))
    var squares: Double = 0
    for row in 0..<count {
      var sum: Float = 0
      for column in 0..<count {
        let centred = rowSums[row] + rowSums[column] - mean - distances[row * count + column]
        sum += centred * centred
      }
      squares += Double(sum)
    }
    let spread = mean / 2
    let secondMoment = Float(squares / 4 / Double(count * count))
    return (spread, secondMoment > 0 ? spread * spread / secondMoment : 0)
  }

  /// Returns histograms of the squared distances of positive and negative pairs, each pair once, in equal bins over
  /// 0…4.
  package func histograms(_ labels: BatchLabels, bins: Int) -> (positive: [Int], negative: [Int]) {
    var positive = Array(repeating: 0, count: bins)
    var negative = positive
    let scale = Float(bins) / 4
    for row in 0..<count {
      let end = labels.classRange(of: row).upperBound
      for column in row + 1..<max(row + 1, count) {
        let distance = distances[row * count + column]
        guard distance.isFinite else { continue }
        let bin = min(bins - 1, Int(distance * scale))
        if column < end { positive[bin] += 1 } else { negative[bin] += 1 }
      }
    }
    return (positive, negative)
  }
}
