import Foundation
import SiamTensors
import Testing

@testable import SiamFewShot

@Suite(.computing) struct PrincipalPlaneTests {
  /// Points of a plane that lies askew in `dimension` dimensions, twice as wide as high, off the origin.
  private static func askew(count: Int, dimension: Int) throws -> (table: EmbeddingTable, plane: [SIMD2<Float>]) {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let plane = (0..<count).map { _ in SIMD2(generator.symmetric(2), generator.symmetric(1)) }
    // The axes are orthogonal: their entries pair off with turned signs.
    let first = (0..<dimension).map { _ in generator.symmetric(1) }
    let second = first.indices.map { $0 % 2 == 0 ? first[$0 + 1] : -first[$0 - 1] }
    let length = first.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let table = try EmbeddingTable(
      plane.map { place in first.indices.map { 3 + (place.x * first[$0] + place.y * second[$0]) / length } })
    return (table, plane)
  }

  private static func distances(_ points: [SIMD2<Float>]) -> [Float] {
    points.flatMap { one in points.map { other in ((one - other) * (one - other)).sum() } }
  }

  @Test(arguments: [(40, 6), (6, 40), (10, 10)]) func `a plane is found with more rows than dimensions and with fewer`(
    count: Int, dimension: Int
  ) throws {
    let (table, plane) = try Self.askew(count: count, dimension: dimension)
    let found = try PrincipalPlane(try ComputeContext(), table, rows: Array(0..<count))
    let (distances, expected) = (Self.distances(found.places), Self.distances(plane))
    #expect(zip(distances, expected).allSatisfy { abs($0 - $1) < 1e-3 })
    let squares = found.places.reduce(SIMD2<Float>.zero) { $0 + $1 * $1 } / Float(count)
    #expect(squares.x > squares.y && abs(squares.sum() / found.variance - 1) < 1e-4)
    #expect(abs(found.places.reduce(SIMD2<Float>.zero, +).max()) < 1e-2)
  }

  @Test func `only the rows asked for count, and their variance in all dimensions`() throws {
    let table = try EmbeddingTable([[0, 0, 0], [9, 9, 9], [4, 0, 0], [2, 1, 0.5], [2, -1, -0.5]])
    let found = try PrincipalPlane(try ComputeContext(), table, rows: [0, 2, 3, 4])
    // About (2, 0, 0): along the first axis ±2 of two points, across it ±√1.25 of the two others.
    #expect(abs(found.variance - (8 + 2.5) / 4) < 1e-5)
    #expect(zip(found.places, [2, 2, 0, 0] as [Float]).allSatisfy { abs(abs($0.x) - $1) < 1e-4 })
    #expect(zip(found.places, [0, 0, 1.118, 1.118] as [Float]).allSatisfy { abs(abs($0.y) - $1) < 1e-3 })
  }

  @Test(arguments: [[[Float(1), 2, 3]], [[1, 1], [1, 1], [1, 1]], [[4], [6]]])
  func `what has no plane lies at the origin of what it has`(_ points: [[Float]]) throws {
    let found = try PrincipalPlane(
      try ComputeContext(), try EmbeddingTable(points), rows: Array(points.indices))
    #expect(found.places.allSatisfy { $0.y == 0 && abs(abs($0.x) - (points[0].count == 1 ? 1 : 0)) < 1e-6 })
  }

  @Test func `eigenvalues of a small matrix by hand, and of any as defined`() {
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
    for place in 0..<size {
      let vector = (0..<size).map { solved.eigenvectors[$0 * size + place] }
      for row in 0..<size {
        let image = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(image - solved.eigenvalues[place] * vector[row]) < 1e-12)
      }
    }
  }

  @Test func `leading eigenvectors are those of the whole matrix`() {
    // AᵀA of random numbers, with 20 eigenvalues of which 8 are carried along.
    var generator = SeededGenerator(seed: 4, purpose: .weights)
    let size = 20
    let factor = (0..<size * size).map { _ in generator.symmetric(1) }
    let matrix = (0..<size * size).map { entry -> Float in
      (0..<size).reduce(0) { $0 + factor[$1 * size + entry / size] * factor[$1 * size + entry % size] }
    }
    let leading = LeadingEigenvectors(matrix, size: size, count: 2)
    let whole = SymmetricEigenproblem(matrix.map(Double.init), size: size)
    for place in 0..<2 {
      #expect(abs(leading.eigenvalues[place] / whole.eigenvalues[place] - 1) < 1e-6)
      let along = (0..<size).reduce(0) { $0 + leading.eigenvectors[place][$1] * whole.eigenvectors[$1 * size + place] }
      #expect(abs(abs(along) - 1) < 1e-6)
    }
  }
}

@Suite struct PlaneAlignmentTests {
  private static let points: [SIMD2<Float>] = [SIMD2(2, 0), SIMD2(-1, 1), SIMD2(0, -3), SIMD2(-1, 2)]

  @Test(arguments: [Float(0), 0.3, 2, -3], [false, true])
  func `a turned and flipped picture comes to lie on itself`(_ angle: Float, isFlipped: Bool) {
    let axis = SIMD2(cos(angle), sin(angle))
    let turned = Self.points.map { point in
      SIMD2(axis.x * point.x - axis.y * point.y, (axis.y * point.x + axis.x * point.y) * (isFlipped ? -1 : 1))
    }
    // About other means.
    let alignment = PlaneAlignment(turned.map { $0 + SIMD2(5, 1) }, to: Self.points)
    for (point, expected) in zip(turned, Self.points) {
      let difference = alignment.apply(point) - expected
      #expect(abs(difference.x) < 1e-5 && abs(difference.y) < 1e-5)
    }
  }

  @Test func `with nothing to go by all stay where they are`() {
    for points in [[], [SIMD2<Float>(1, 2)], Array(repeating: SIMD2(3, 3), count: 4)] {
      let alignment = PlaneAlignment(points, to: points)
      #expect(alignment.apply(SIMD2(1, 2)) == SIMD2(1, 2))
    }
  }
}
