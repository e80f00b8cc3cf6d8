import PlainReference
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct EmbeddingBatchTests {
  static let sizes = [[9, 13], [2, 1], [1, 5], [16, 64], [33, 7]]

  private func batch(_ features: Numbers) throws -> (batch: EmbeddingBatch, features: FloatBuffer) {
    let batch = try EmbeddingBatch(try ComputeContext(), count: features.shape[0], dimension: features.shape[1])
    let buffer = try FloatBuffer(count: features.count)
    buffer.copy(from: features.floats)
    try batch.measure(buffer)
    return (batch, buffer)
  }

  @Test(arguments: sizes)
  func `embeddings have unit length and their distances agree with a plain reference`(_ shape: [Int]) throws {
    var generator = SeededGenerator(seed: 21, purpose: .weights, step: shape[0])
    let features = Numbers(random: shape, in: -3...3, using: &generator)
    let (batch, _) = try batch(features)
    let embeddings = PlainEmbeddings.normalized(features)
    #expect(relativeDifference(batch.embeddings, embeddings) < 1e-6)
    let distances = PlainEmbeddings.squaredDistances(embeddings).values
    // Rounding errors are absolute, as products are near 1.
    #expect(zip(batch.distances, distances).allSatisfy { abs(Double($0) - $1) < 2e-6 })
    #expect((0..<shape[0]).allSatisfy { batch.distances[$0 * shape[0] + $0] == 0 })
    #expect(batch.distances.allSatisfy { $0 >= 0 && $0 <= 4.00001 })
  }

  @Test(arguments: sizes)
  func `the gradient on features agrees with central differences of a plain reference`(_ shape: [Int]) throws {
    guard shape[0] < 16 else { return }
    var generator = SeededGenerator(seed: 22, purpose: .weights, step: shape[0])
    let features = Numbers(random: shape, in: -3...3, using: &generator)
    var weighting = Numbers(random: [shape[0], shape[0]], using: &generator)
    // Gradients on the diagonal have no effect, as these distances are always 0.
    for row in 0..<shape[0] { weighting[row * shape[0] + row] = 5 }
    let (batch, _) = try batch(features)
    batch.distanceGradients = weighting.floats
    let gradients = try FloatBuffer(count: features.count)
    gradients.fill(.nan)
    try batch.backward(into: gradients)
    let differences = centralDifferences(
      of: { PlainEmbeddings.squaredDistances(PlainEmbeddings.normalized($0)).dot(weighting) }, at: features)
    if shape[0] > 1 && shape[1] > 1 {
      #expect(relativeDifference(gradients.values, differences) < 3e-5)
    } else {
      // With one image or one feature, distances are constant.
      #expect(gradients.values.allSatisfy { abs($0) < 1e-5 })
    }
  }

  @Test func `embeddings and distances match a hand calculation`() throws {
    let (batch, _) = try batch(Numbers([3, 2], [3, 4, 0, 2, -3, -4]))
    #expect(relativeDifference(batch.embeddings, Numbers([3, 2], [0.6, 0.8, 0, 1, -0.6, -0.8])) < 1e-6)
    // 0.6² + 0.2² = 0.4; opposite is 4; 0.6² + 1.8² = 3.6.
    #expect(relativeDifference(batch.distances, Numbers([3, 3], [0, 0.4, 4, 0.4, 0, 3.6, 4, 3.6, 0])) < 1e-6)
  }

  @Test func `measuring clears the gradients`() throws {
    let (batch, buffer) = try batch(Numbers([2, 2], [1, 2, 3, 4]))
    batch.distanceGradients = [1, 2, 3, 4]
    try batch.measure(buffer)
    #expect(batch.distanceGradients == [0, 0, 0, 0])
  }

  @Test func `zero features have distance 0 from each other, 1 from unit vectors, and no gradient`() throws {
    let (batch, _) = try batch(Numbers([3, 2], [0, 0, 0, 0, 3, 4]))
    #expect(batch.embeddings[..<4].allSatisfy { $0 == 0 })
    #expect(batch.distances == [0, 0, 1, 0, 0, 1, 1, 1, 0])
    batch.distanceGradients = Array(repeating: 1, count: 9)
    let gradients = try FloatBuffer(count: 6)
    try batch.backward(into: gradients)
    #expect(gradients.values.allSatisfy { abs($0) < 1e-5 })
  }

  @Test func `zero features have no spread`() throws {
    let (batch, _) = try batch(Numbers(zeros: [6, 4]))
    #expect(batch.distances.allSatisfy { $0 == 0 })
    #expect(batch.shape() == (0, 0))
  }

  @Test func `tiny features are normalised too`() throws {
    let (batch, _) = try batch(Numbers([2, 2], [1e-6, 0, 0, 2e-6]))
    #expect(relativeDifference(batch.distances, Numbers([2, 2], [0, 2, 2, 0])) < 1e-5)
  }

  @Test func `NaN propagates to distances`() throws {
    let (batch, _) = try batch(Numbers([3, 2], [1, .nan, 1, 2, 3, 4]))
    #expect(batch.distances[1].isNaN && batch.distances[2].isNaN && batch.distances[3].isNaN)
    #expect(batch.distances[5].isFinite)
  }

  @Test(arguments: [[9, 13], [16, 64], [33, 7], [5, 2]])
  func `spread and effective rank agree with the covariance's trace and squares`(_ shape: [Int]) throws {
    var generator = SeededGenerator(seed: 23, purpose: .weights, step: shape[0])
    for middle in [0.0, 1, 5] {
      let features = Numbers(random: shape, in: middle - 1...middle + 1, using: &generator)
      let covariance = PlainEmbeddings.covariance(PlainEmbeddings.normalized(features))
      // Σλ is the trace, and Σλ² the trace of the square, the sum of all squared entries.
      let trace = (0..<shape[1]).reduce(0) { $0 + covariance.values[$1 * (shape[1] + 1)] }
      let squares = covariance.dot(covariance)
      let (spread, effectiveRank) = try batch(features).batch.shape()
      #expect(abs(Double(spread) - trace) < 1e-4 * trace)
      #expect(abs(Double(effectiveRank) - trace * trace / squares) < 1e-4 * trace * trace / squares)
    }
  }

  @Test func `four points on a cross have spread one and rank two`() throws {
    let (batch, _) = try batch(Numbers([4, 3], [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0]))
    let (spread, effectiveRank) = batch.shape()
    #expect(abs(spread - 1) < 1e-6 && abs(effectiveRank - 2) < 1e-5)
  }

  @Test func `equal embeddings have no spread`() throws {
    let (batch, _) = try batch(Numbers([8, 3], (0..<24).map { [0.3, -0.7, 2][$0 % 3] }))
    #expect(batch.shape().spread < 1e-6)
    #expect(batch.shape().effectiveRank.isFinite)
  }
}
