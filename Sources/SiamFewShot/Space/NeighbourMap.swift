import SiamTensors

/// An exact t-SNE map, in which points are near each other that are near in many dimensions.
///
/// The gradient descent is the paper's, with momentum and gains. It starts from a given map, scaled down, so that the
/// same data gives the same map and similar data similar maps (Kobak and Berens 2019, The art of using t-SNE for
/// single-cell transcriptomics). Attraction is exaggerated twelvefold for the first third of the iterations, as in
/// later implementations (van der Maaten 2014, Accelerating t-SNE using Tree-Based Algorithms; the first paper has
/// fourfold for 50 iterations). The learning rate grows with the number of points, as a fixed one scatters small maps
/// (Belkina et al. 2019, Automated optimized parameters for t-SNE).
///
/// Source: van der Maaten and Hinton 2008, Visualizing Data using t-SNE, algorithm 1 and §3.4; Jacobs 1988 for gains.
package struct NeighbourMap {
  /// The position of each point; their mean is at the origin.
  package private(set) var positions: [SIMD2<Float>]
  private var velocities: [SIMD2<Float>]
  private var gains: [SIMD2<Float>]
  private var forces: NeighbourForces
  private var iteration: Int
  private let learningRate: Float

  /// The number of iterations of a complete descent.
  package static let iterations = 750
  private static let exaggeratedIterations = 250
  private static let exaggeration: Float = 12
  private static let perplexity = 30.0
  private static let minGain: Float = 0.01
  /// The standard deviation of the initial positions along the wider axis.
  private static let initialDeviation: Float = 1e-4

  /// Prepares a descent.
  ///
  /// - Parameters:
  ///   - distances: the squared distances, `count × count`.
  ///   - start: an initial position for each point; a little noise is added, so that no two are equal.
  ///   - seed: the seed of the noise.
  package init(_ distances: [Float], start: [SIMD2<Float>], seed: UInt64) {
    self.init(distances, continuing: start)
    iteration = 0
    let squares = start.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(max(start.count, 1))
    let deviation = squares.max().squareRoot()
    let scale = deviation > 0 ? Self.initialDeviation / deviation : 0
    var generator = SeededGenerator(seed: seed, purpose: .layout)
    positions = start.map { position in
      let noise = SIMD2(generator.symmetric(1), generator.symmetric(1))
      return position * scale + noise * (Self.initialDeviation / 100)
    }
  }

  /// Prepares a descent that continues an earlier one, for the same points with slightly different distances.
  ///
  /// Without exaggeration the points stay near their positions.
  package init(_ distances: [Float], continuing positions: [SIMD2<Float>]) {
    let count = positions.count
    precondition(distances.count == count * count, "one distance per pair of points")
    // With few points, a third of them count as neighbours.
    let perplexity = min(Self.perplexity, Double(count - 1) / 3)
    forces = NeighbourForces(
      NeighbourProbabilities.joint(distances, count: count, perplexity: perplexity), count: count)
    self.positions = positions
    learningRate = Float(count) / Self.exaggeration
    iteration = Self.exaggeratedIterations
    velocities = Array(repeating: .zero, count: count)
    gains = Array(repeating: SIMD2(1, 1), count: count)
  }

  /// Performs one iteration of gradient descent.
  package mutating func descend() {
    let isEarly = iteration < Self.exaggeratedIterations
    let momentum: Float = isEarly ? 0.5 : 0.8
    let gradient = forces.gradient(at: positions, exaggeration: isEarly ? Self.exaggeration : 1)
    for point in positions.indices {
      // A gain grows while a point keeps its direction, that is while velocity and gradient have opposite signs.
      let isReversed = (gradient[point] .> 0) .== (velocities[point] .> 0)
      let gain = (gains[point] + 0.2).replacing(with: gains[point] * 0.8, where: isReversed)
      gains[point] = gain.clamped(lowerBound: SIMD2(repeating: Self.minGain), upperBound: SIMD2(repeating: 1e3))
      velocities[point] = momentum * velocities[point] - learningRate * gains[point] * gradient[point]
      positions[point] += velocities[point]
    }
    let mean = positions.reduce(.zero, +) / Float(max(positions.count, 1))
    for point in positions.indices { positions[point] -= mean }
    iteration += 1
  }
}
