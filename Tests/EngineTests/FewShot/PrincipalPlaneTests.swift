import Foundation
import SiamTensors
import Testing

@testable import SiamFewShot

@Suite(.computing) struct PrincipalPlaneTests {
  /// Creates points of an oblique plane in `dimension` dimensions, twice as wide as high, away from the origin.
  private static func oblique(count: Int, dimension: Int) throws -> (table: EmbeddingTable, plane: [SIMD2<Float>]) {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let plane = (0..<count).map { _ in SIMD2(generator.symmetric(2), generator.symmetric(1)) }
    // The axes are orthogonal: their products cancel in pairs.
    let first = (0..<dimension).map { _ in generator.symmetric(1) }
    let second = first.indices.map { $0 % 2 == 0 ? first[$0 + 1] : -first[$0 - 1] }
    let length = first.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let table = try EmbeddingTable(
      plane.map { point in first.indices.map { 3 + (point.x * first[$0] + point.y * second[$0]) / length } })
    return (table, plane)
  }

  private static func distances(_ points: [SIMD2<Float>]) -> [Float] {
    points.flatMap { one in points.map { other in ((one - other) * (one - other)).sum() } }
  }

  @Test(arguments: [(40, 6), (6, 40), (10, 10)]) func `a plane is found with more rows than dimensions and with fewer`(
    count: Int, dimension: Int
  ) throws {
    let (table, plane) = try Self.oblique(count: count, dimension: dimension)
    let found = try PrincipalPlane(try ComputeContext(), table, rows: Array(0..<count))
    let (distances, expected) = (Self.distances(found.positions), Self.distances(plane))
    #expect(zip(distances, expected).allSatisfy { abs($0 - $1) < 1e-3 })
    let squares = found.positions.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(count)
    #expect(squares.x > squares.y && abs(squares.sum() / found.variance - 1) < 1e-4)
    #expect(abs(found.positions.reduce(SIMD2<Float>.zero, +).max()) < 1e-2)
  }

  @Test func `only the given rows count, with their variance in all dimensions`() throws {
    let table = try EmbeddingTable([[0, 0, 0], [9, 9, 9], [4, 0, 0], [2, 1, 0.5], [2, -1, -0.5]])
    let found = try PrincipalPlane(try ComputeContext(), table, rows: [0, 2, 3, 4])
    // About (2, 0, 0): along the first axis ±2 of two points, across it ±√1.25 of the two others.
    #expect(abs(found.variance - (8 + 2.5) / 4) < 1e-5)
    #expect(zip(found.positions, [2, 2, 0, 0] as [Float]).allSatisfy { abs(abs($0.x) - $1) < 1e-4 })
    #expect(zip(found.positions, [0, 0, 1.118, 1.118] as [Float]).allSatisfy { abs(abs($0.y) - $1) < 1e-3 })
  }

  @Test(arguments: [[[Float(1), 2, 3]], [[1, 1], [1, 1], [1, 1]], [[4], [6]]])
  func `coordinates along missing components are 0`(_ points: [[Float]]) throws {
    let found = try PrincipalPlane(
      try ComputeContext(), try EmbeddingTable(points), rows: Array(points.indices))
    #expect(found.positions.allSatisfy { $0.y == 0 && abs(abs($0.x) - (points[0].count == 1 ? 1 : 0)) < 1e-6 })
  }

  @Test func `eigenvalues match a hand calculation and the definition`() {
    let hand = SymmetricEigenproblem([2, 1, 1, 2], size: 2)
    #expect(abs(hand.eigenvalues[0] - 3) < 1e-12 && abs(hand.eigenvalues[1] - 1) < 1e-12)
    #expect(abs(hand.eigenvectors[0] - hand.eigenvectors[2]) < 1e-12)
    var generator = SeededGenerator(seed: 2, purpose: .weights)
    let size = 7
    var matrix = Array(repeating: 0.0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        matrix[row * size + column] = Double(generator.symmetric(1))
        matrix[column * size + row] = matrix[row * size + column]
      }
    }
    let solved = SymmetricEigenproblem(matrix, size: size)
    #expect(zip(solved.eigenvalues, solved.eigenvalues.dropFirst()).allSatisfy { $0 >= $1 })
    for index in 0..<size {
      let vector = (0..<size).map { solved.eigenvectors[$0 * size + index] }
      for row in 0..<size {
        let image = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(image - solved.eigenvalues[index] * vector[row]) < 1e-12)
      }
    }
  }

  @Test func `leading eigenvectors match those of the full decomposition`() {
    // AᵀA of random numbers, with 20 eigenvalues, for 8 of which there is a column.
    var generator = SeededGenerator(seed: 4, purpose: .weights)
    let size = 20
    let factor = (0..<size * size).map { _ in generator.symmetric(1) }
    let matrix = (0..<size * size).map { entry -> Float in
      (0..<size).reduce(0) { $0 + factor[$1 * size + entry / size] * factor[$1 * size + entry % size] }
    }
    let leading = LeadingEigenvectors(matrix, size: size, count: 2)
    let whole = SymmetricEigenproblem(matrix.map(Double.init), size: size)
    for index in 0..<2 {
      #expect(abs(leading.eigenvalues[index] / whole.eigenvalues[index] - 1) < 1e-6)
      let along = (0..<size).reduce(0) { $0 + leading.eigenvectors[index][$1] * whole.eigenvectors[$1 * size + index] }
      #expect(abs(abs(along) - 1) < 1e-6)
    }
  }
}

@Suite struct PlaneAlignmentTests {
  private static let points: [SIMD2<Float>] = [SIMD2(2, 0), SIMD2(-1, 1), SIMD2(0, -3), SIMD2(-1, 2)]

  @Test(arguments: [Float(0), 0.3, 2, -3], [false, true])
  func `a rotated and reflected map is aligned with the original`(_ angle: Float, isFlipped: Bool) {
    let axis = SIMD2(cos(angle), sin(angle))
    let rotated = Self.points.map { point in
      SIMD2(axis.x * point.x - axis.y * point.y, (axis.y * point.x + axis.x * point.y) * (isFlipped ? -1 : 1))
    }
    // The means differ, which must not matter.
    let alignment = PlaneAlignment(rotated.map { $0 + SIMD2(5, 1) }, to: Self.points)
    for (point, expected) in zip(rotated, Self.points) {
      let difference = alignment.apply(point) - expected
      #expect(abs(difference.x) < 1e-5 && abs(difference.y) < 1e-5)
    }
  }

  @Test func `without distinct points the alignment is the identity`() {
    for points in [[], [SIMD2<Float>(1, 2)], Array(repeating: SIMD2(3, 3), count: 4)] {
      let alignment = PlaneAlignment(points, to: points)
      #expect(alignment.apply(SIMD2(1, 2)) == SIMD2(1, 2))
    }
  }
}
