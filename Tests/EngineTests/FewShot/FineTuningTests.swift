import Foundation
import SiamFewShot
import SiamTensors
import Testing

@Suite(.computing) struct FineTuningTests {
  /// Takes gradient steps on a layer's weights in double precision; returns the logits of a query and the losses.
  static func plain(
    _ support: [[Double]], _ labels: [Int], way: Int, steps: Int, query: [Double]
  ) -> (logits: [Double], losses: [Double]) {
    let dimension = query.count
    let maxLength = support.map { $0.reduce(0) { $0 + $1 * $1 } }.max() ?? 0
    let rate = 2 / (1 + maxLength)
    var weights = Array(repeating: Array(repeating: 0.0, count: dimension + 1), count: way)
    func logits(_ x: [Double]) -> [Double] { weights.map { zip($0, x + [1]).reduce(0) { $0 + $1.0 * $1.1 } } }
    var losses: [Double] = []
    for _ in 0..<steps {
      var gradients = Array(repeating: Array(repeating: 0.0, count: dimension + 1), count: way)
      var loss = 0.0
      for (x, label) in zip(support, labels) {
        let shares = logits(x).map(exp)
        let total = shares.reduce(0, +)
        loss -= log(shares[label] / total) / Double(support.count)
        for other in 0..<way {
          let change = (shares[other] / total - (other == label ? 1 : 0)) / Double(support.count)
          for (index, value) in (x + [1]).enumerated() { gradients[other][index] += change * value }
        }
      }
      losses.append(loss)
      for other in 0..<way { for index in 0...dimension { weights[other][index] -= rate * gradients[other][index] } }
    }
    return (logits(query), losses)
  }

  @Test(arguments: [1, 10, 100]) func `steps on coefficients equal steps on weights`(steps: Int) throws {
    let table = try EmbeddingTable.clusters(classes: 3, perClass: 4, dimension: 5, spread: 1)
    let support = [[0, 1, 2], [4], [8, 9]]
    let classifier = FineTuning(try ComputeContext(), table, steps: steps)
    let scores = try classifier.scores(Episode(support: support, unlabelled: [3, 7]))
    let rows = support.joined().map { table.row($0).values.map(Double.init) }
    for (index, query) in [3, 7].enumerated() {
      let plain = Self.plain(
        rows, [0, 0, 0, 1, 2, 2], way: 3, steps: steps, query: table.row(query).values.map(Double.init))
      for label in 0..<3 { #expect(abs(Double(scores[index * 3 + label]) - plain.logits[label]) < 1e-4) }
      #expect(zip(plain.losses, plain.losses.dropFirst()).allSatisfy { $0 > $1 }, "the loss falls at each step")
    }
  }

  @Test func `similarities are softmax probabilities`() throws {
    let classifier = FineTuning(try ComputeContext(), try EmbeddingTable([[1, 0], [0, 1]]))
    let similarities = try #require(classifier.similarities([0, log(2), log(5)]))
    for (found, expected) in zip(similarities, [0.125, 0.25, 0.625] as [Float]) {
      #expect(abs(found - expected) < 1e-6)
    }
    #expect(classifier.similarities([500, -500]) == [1, 0])
  }

  @Test func `embeddings of any scale are learned`() throws {
    for scale in [0.01, 1, 1000] as [Float] {
      let table = try EmbeddingTable([[1, 0.2], [0, 1], [0.9, 0.1], [0.1, 0.8]].map { $0.map { $0 * scale } })
      let classifier = FineTuning(try ComputeContext(), table)
      let scores = try classifier.scores(Episode(support: [[0], [1]], unlabelled: [2, 3]))
      #expect(scores.allSatisfy { $0.isFinite })
      #expect(scores[0] > scores[1] && scores[3] > scores[2])
    }
  }
}
