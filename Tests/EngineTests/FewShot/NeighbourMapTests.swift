import Foundation
import SiamTensors
import Testing

@testable import SiamFewShot

@Suite(.computing) struct NeighbourMapTests {
  private static func distances(_ table: EmbeddingTable) throws -> [Float] {
    try table.squaredDistances(among: Array(0..<table.rows), try ComputeContext())
  }

  @Test(arguments: [2.0, 5, 15]) func `a point has about as many neighbours as the perplexity`(
    _ perplexity: Double
  ) throws {
    let table = try EmbeddingTable.clusters(classes: 4, perClass: 6)
    let distances = try Self.distances(table)
    for point in [0, 11, 23] {
      let row = Array(distances[point * 24..<(point + 1) * 24])
      let probabilities = NeighbourProbabilities.conditional(row, about: point, entropy: log(perplexity))
      let entropy = probabilities.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
      #expect(abs(exp(entropy) - perplexity) < 1e-3 * perplexity && probabilities[point] == 0)
      #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
      let byDistance = (0..<24).filter { $0 != point }.sorted { row[$0] < row[$1] }
      #expect(zip(byDistance, byDistance.dropFirst()).allSatisfy { probabilities[$0] >= probabilities[$1] })
    }
    let joint = NeighbourProbabilities.joint(distances, count: 24, perplexity: perplexity)
    #expect(abs(joint.reduce(0, +) - 1) < 1e-5)
    for one in 0..<24 {
      #expect(joint[one * 25] == 0)
      for other in 0..<one { #expect(joint[one * 24 + other] == joint[other * 24 + one]) }
    }
  }

  @Test func `equal points are equally likely neighbours`() {
    let joint = NeighbourProbabilities.joint(Array(repeating: 0, count: 25), count: 5, perplexity: 2)
    #expect((0..<25).allSatisfy { abs(joint[$0] - ($0 % 6 == 0 ? 0 : 0.05)) < 1e-6 })
  }

  /// Computes the Kullback–Leibler divergence from its definition, in double precision.
  private static func divergence(_ joint: [Float], _ positions: [Double]) -> Double {
    let count = positions.count / 2
    var weights = Array(repeating: 0.0, count: count * count)
    for one in 0..<count {
      for other in 0..<count where other != one {
        let (x, y) = (positions[2 * one] - positions[2 * other], positions[2 * one + 1] - positions[2 * other + 1])
        weights[one * count + other] = 1 / (1 + x * x + y * y)
      }
    }
    let total = weights.reduce(0, +)
    return zip(joint, weights).reduce(0) { $1.0 > 0 ? $0 + Double($1.0) * log(Double($1.0) * total / $1.1) : $0 }
  }

  @Test(arguments: [5, 8, 19]) func `the gradient agrees with central differences of the divergence`(count: Int) throws
  {
    let table = try EmbeddingTable.clusters(classes: count, perClass: 1)
    let joint = NeighbourProbabilities.joint(
      try Self.distances(table), count: count, perplexity: Double(count - 1) / 3)
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let positions = (0..<count).map { _ in SIMD2(generator.symmetric(3), generator.symmetric(1)) }
    var forces = NeighbourForces(joint, count: count)
    let gradient = forces.gradient(at: positions, exaggeration: 1).flatMap { [Double($0.x), Double($0.y)] }
    let flat = positions.flatMap { [Double($0.x), Double($0.y)] }
    let scale = gradient.map(abs).max() ?? 0
    #expect(scale > 0)
    for index in flat.indices {
      var (above, below) = (flat, flat)
      above[index] += 1e-5
      below[index] -= 1e-5
      let slope = (Self.divergence(joint, above) - Self.divergence(joint, below)) / 2e-5
      #expect(abs(gradient[index] - slope) < 1e-4 * scale, "\(index)")
    }
  }

  /// Returns the map of points around three centres.
  private static func mapped(iterations: Int = NeighbourMap.iterations) throws -> [SIMD2<Float>] {
    let table = try EmbeddingTable.clusters(classes: 3, perClass: 8, spread: 0.2)
    let plane = try PrincipalPlane(try ComputeContext(), table, rows: Array(0..<24))
    var map = NeighbourMap(try distances(table), start: plane.positions, seed: 1)
    for _ in 0..<iterations { map.descend() }
    return map.positions
  }

  @Test func `clusters are separated, and the map is reproducible`() throws {
    let positions = try Self.mapped()
    func distance(_ one: Int, _ other: Int) -> Float {
      let difference = positions[one] - positions[other]
      return (difference * difference).sum().squareRoot()
    }
    for point in 0..<24 {
      let own = (0..<24).filter { $0 / 8 == point / 8 }.map { distance(point, $0) }.max() ?? .infinity
      let other = (0..<24).filter { $0 / 8 != point / 8 }.map { distance(point, $0) }.min() ?? 0
      #expect(own < other, "point \(point)")
    }
    #expect(try Self.mapped(iterations: 40) == Self.mapped(iterations: 40))
  }

  @Test(arguments: [1, 2, 3, 9]) func `few or equal points get finite positions`(count: Int) {
    var map = NeighbourMap(
      Array(repeating: 0, count: count * count), start: Array(repeating: SIMD2(1, 1), count: count), seed: 1)
    for _ in 0..<20 { map.descend() }
    #expect(map.positions.count == count && map.positions.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }
}

@Suite(.computing) struct NearnessTests {
  @Test func `distances between rows match those computed pair by pair`() throws {
    let table = try EmbeddingTable.clusters(classes: 3, perClass: 3)
    let rows = [7, 0, 4, 4]
    let distances = try table.squaredDistances(among: rows, try ComputeContext())
    for (index, row) in rows.enumerated() {
      for (other, column) in rows.enumerated() {
        let expected = table.squaredDistance(row, column)
        #expect(abs(distances[index * 4 + other] - expected) < 1e-4)
        #expect(distances[index * 4 + other] >= 0)
      }
      #expect(distances[index * 5] == 0)
    }
    #expect(try table.squaredDistances(among: [], try ComputeContext()).isEmpty)
  }

  @Test func `the nearest rows come first, without the row itself`() throws {
    let table = try EmbeddingTable([[0], [3], [1], [-1], [10]])
    let nearest = table.nearest(to: 0, count: 3)
    #expect(nearest.map(\.row) == [2, 3, 1] && nearest.map(\.distance) == [1, 1, 9])
    #expect(table.nearest(to: 4, count: 9).map(\.row) == [1, 2, 0, 3])
  }

  @Test func `similar pairs are each other's nearest, and nearer than their own class`() {
    // On a line: a class at 0 and 10, one at 1 and 8, one at 20 and 20.5, and one alone at 21.
    let positions: [Float] = [0, 10, 1, 8, 20, 20.5, 21]
    let distances = positions.flatMap { one in positions.map { (one - $0) * (one - $0) } }
    let pairs = SimilarPairs.find(distances, labels: [0, 0, 1, 1, 2, 2, 3], maxCount: 5)
    #expect(pairs == [.init(first: 0, second: 2, distance: 1), .init(first: 1, second: 3, distance: 4)])
    #expect(SimilarPairs.find(distances, labels: [0, 0, 1, 1, 2, 2, 3], maxCount: 1) == [pairs[0]])
    // If all are equal, none is nearer than another.
    #expect(SimilarPairs.find(Array(repeating: 0, count: 16), labels: [0, 0, 1, 1], maxCount: 5).isEmpty)
  }
}
