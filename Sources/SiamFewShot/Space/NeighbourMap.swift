internal import SiamTensors

/// A map in which near points were near in many dimensions: t-SNE, on all pairs of points.
///
/// The descent is the paper's, with momentum and gains. It begins from a given map made tiny, so that the same data
/// ends in the same map and similar data in similar ones (Kobak and Berens 2019, The art of using t-SNE for single-cell
/// transcriptomics), and with twelvefold attraction for a third of the way, as later implementations have it (van der
/// Maaten 2014, Accelerating t-SNE using Tree-Based Algorithms; the first paper has fourfold for 50 iterations). The
/// rate grows with the number of points, as a fixed one throws few points apart (Belkina et al. 2019, Automated
/// optimized parameters for t-SNE).
///
/// Source: van der Maaten and Hinton 2008, Visualizing Data using t-SNE, algorithm 1 and §3.4; Jacobs 1988 for gains.
package struct NeighbourMap {
  /// Each point's place, their mean at the origin.
  package private(set) var places: [SIMD2<Float>]
  private var velocities: [SIMD2<Float>]
  private var gains: [SIMD2<Float>]
  private var forces: NeighbourForces
  private var iteration: Int
  private let learningRate: Float

  /// Iterations of a whole descent.
  package static let iterations = 750
  private static let exaggeratedIterations = 250
  private static let exaggeration: Float = 12
  private static let perplexity = 30.0
  private static let smallestGain: Float = 0.01
  /// The deviation of the first places along the wider axis.
  private static let beginning: Float = 1e-4

  /// Prepares a descent.
  ///
  /// - Parameters:
  ///   - distances: `count × count`, squared.
  ///   - start: a place for each point; equal ones are told apart by a little noise.
  ///   - seed: draws the noise.
  package init(_ distances: [Float], start: [SIMD2<Float>], seed: UInt64) {
    self.init(distances, continuing: start)
    iteration = 0
    let squares = start.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(max(start.count, 1))
    let deviation = squares.max().squareRoot()
    let scale = deviation > 0 ? Self.beginning / deviation : 0
    var generator = SeededGenerator(seed: seed, purpose: .layout)
    places = start.map { place in
      let noise = SIMD2(generator.symmetric(1), generator.symmetric(1))
      return place * scale + noise * (Self.beginning / 100)
    }
  }

  /// Prepares a descent from where an earlier one ended, for the same points with somewhat other distances: as nothing
  /// is torn apart at first, they end near where they were.
  package init(_ distances: [Float], continuing places: [SIMD2<Float>]) {
    let count = places.count
    precondition(distances.count == count * count, "a distance for each two points")
    // As many neighbours as a third of the points, where they are few.
    let perplexity = min(Self.perplexity, Double(count - 1) / 3)
    forces = NeighbourForces(
      NeighbourProbabilities.joint(distances, count: count, perplexity: perplexity), count: count)
    self.places = places
    learningRate = Float(count) / Self.exaggeration
    iteration = Self.exaggeratedIterations
    velocities = Array(repeating: .zero, count: count)
    gains = Array(repeating: SIMD2(1, 1), count: count)
  }

  /// Takes one step downhill.
  package mutating func descend() {
    let isEarly = iteration < Self.exaggeratedIterations
    let momentum: Float = isEarly ? 0.5 : 0.8
    let gradient = forces.gradient(at: places, exaggeration: isEarly ? Self.exaggeration : 1)
    for point in places.indices {
      // A gain grows while a point keeps its direction: the velocity points against the gradient.
      let turned = (gradient[point] .> 0) .== (velocities[point] .> 0)
      let gain = (gains[point] + 0.2).replacing(with: gains[point] * 0.8, where: turned)
      gains[point] = gain.clamped(lowerBound: SIMD2(repeating: Self.smallestGain), upperBound: SIMD2(repeating: 1e3))
      velocities[point] = momentum * velocities[point] - learningRate * gains[point] * gradient[point]
      places[point] += velocities[point]
    }
    let mean = places.reduce(.zero, +) / Float(max(places.count, 1))
    for point in places.indices { places[point] -= mean }
    iteration += 1
  }
}
