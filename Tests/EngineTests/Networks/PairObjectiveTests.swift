import Foundation
import PlainReference
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct PairObjectiveTests {
  private func features(_ shape: [Int], seed: UInt64 = 31) -> Numbers {
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    return Numbers(random: shape, in: -2...2, using: &generator)
  }

  @Test func `half of the pairs are all positive pairs, half are random negative pairs`() throws {
    for (classes, images) in [(2, 2), (4, 3), (5, 4)] {
      let sample = try PairSample(
        classes: classes, images: images, features: features([classes * images, 4]))
      for step in 0..<20 {
        _ = try sample.evaluate(step: step)
        let pairs = sample.objective.pairs
        let same = pairs.prefix(pairs.count / 2).map { [$0.first, $0.second] }
        #expect(pairs.count == classes * images * (images - 1))
        #expect(same.allSatisfy { $0[0] < $0[1] && $0[0] / images == $0[1] / images })
        #expect(Set(same).count == same.count)
        #expect(
          pairs.dropFirst(pairs.count / 2).allSatisfy {
            $0.first / images != $0.second / images && 0..<classes * images ~= $0.second
          })
      }
    }
  }

  @Test func `negative pairs depend on seed and step, and reach every image`() throws {
    let sample = try PairSample(classes: 3, images: 2, features: features([6, 4]))
    func pairs(step: Int) throws -> [[Int]] {
      _ = try sample.evaluate(step: step)
      return sample.objective.pairs.map { [$0.first, $0.second] }
    }
    #expect(try pairs(step: 1) == pairs(step: 1))
    #expect(try pairs(step: 1) != pairs(step: 2))
    var drawn: Set<[Int]> = []
    for step in 0..<200 { drawn.formUnion(try pairs(step: step).suffix(3)) }
    #expect(drawn.count == 6 * 4)
  }

  @Test func `the loss, the share of wrong pairs and the distances agree with a plain reference`() throws {
    let numbers = features([12, 7])
    let sample = try PairSample(classes: 4, images: 3, features: numbers)
    let outcome = try sample.evaluate()
    let (pairs, plain) = (sample.objective.pairs, PlainPairs(sample.store))
    #expect(abs(Double(outcome.loss) / plain.loss(numbers, pairs: pairs) - 1) < 1e-6)
    let wrong = plain.logits(numbers, pairs: pairs).enumerated().count { $0 < 12 ? $1 <= 0 : $1 >= 0 }
    #expect(outcome.activeShare == Float(wrong) / 24)
    let distances = PlainEmbeddings.squaredDistances(PlainEmbeddings.normalized(numbers))
    let each = pairs.map { distances[$0.first * 12 + $0.second] }
    #expect(abs(Double(outcome.positiveDistance) - each.prefix(12).reduce(0, +) / 12) < 1e-5)
    #expect(abs(Double(outcome.negativeDistance) - each.suffix(12).reduce(0, +) / 12) < 1e-5)
  }

  @Test func `all gradients agree with central differences of a plain reference`() throws {
    let numbers = features([6, 5])
    let sample = try PairSample(classes: 2, images: 3, features: numbers)
    _ = try sample.evaluate()
    let (pairs, plain) = (sample.objective.pairs, PlainPairs(sample.store))
    let byFeatures = centralDifferences(of: { plain.loss($0, pairs: pairs) }, at: numbers)
    #expect(relativeDifference(sample.featureGradients.values, byFeatures) < 1e-5)
    let parameters = Numbers([plain.parameters.count], plain.parameters)
    let byHead = centralDifferences(
      of: { plain.with(parameters: $0.values).loss(numbers, pairs: pairs) }, at: parameters)
    let found = ["head.0.weight", "head.0.bias", "head.1.weight", "head.1.bias"].flatMap {
      sample.store.gradients($0).values
    }
    #expect(relativeDifference(found, byHead) < 1e-5)
  }

  @Test func `equal features have no gradient, and extreme logits a finite loss`() throws {
    let sample = try PairSample(
      classes: 2, images: 2, features: Numbers([4, 3], Array(repeating: 0.5, count: 12)))
    sample.store.values.fill(0)
    // With all weights 0, the logit is the bias of the second layer.
    var outcome = try sample.evaluate()
    #expect(abs(outcome.loss - log(2)) < 1e-6 && outcome.activeShare == 1)
    #expect(sample.featureGradients.values.allSatisfy { $0 == 0 })
    sample.store.values("head.1.bias").fill(200)
    outcome = try sample.evaluate()
    #expect(outcome.loss == 100 && outcome.activeShare == 0.5)
    #expect(sample.store.gradients("head.1.bias").values == [0.5])
    sample.store.values("head.1.bias").fill(-200)
    #expect(try sample.evaluate().loss == 100)
    #expect(sample.store.gradients("head.1.bias").values == [-0.5])
  }

  /// The loss may stay finite, as oneDNN's ReLU turns NaN into 0.
  @Test func `a NaN feature makes distances and gradients NaN`() throws {
    let sample = try PairSample(
      classes: 2, images: 2, features: Numbers([4, 3], Array(repeating: .nan, count: 12)))
    let outcome = try sample.evaluate()
    #expect(outcome.positiveDistance.isNaN && outcome.negativeDistance.isNaN)
    #expect(try Adam(sample.store).update(learningRate: 0).isNaN)
  }

  @Test(arguments: [(4, 1), (1, 4), (0, 0)])
  func `a batch without positive or negative pairs is rejected`(_ size: (classes: Int, images: Int)) throws {
    let store = try ParameterStore(PairHead.parameterShapes(dimension: 3), statistics: [])
    let labels = BatchLabels(classes: size.classes, images: size.images)
    #expect(
      throws: TensorError.shape(
        operation: "pairs", found: [size.classes, size.images], expected: "at least 2 classes of 2 images each")
    ) {
      try PairObjective(try ComputeContext(), labels, dimension: 3, parameters: store)
    }
  }

  @Test func `initial weights of the head are within 1/√inputs`() throws {
    let store = try ParameterStore(PairHead.parameterShapes(dimension: 25), statistics: [])
    var generator = SeededGenerator(seed: 1, purpose: .weights)
    PairHead.initialize(store, dimension: 25, using: &generator)
    #expect(store.values("head.0.weight").values.allSatisfy { abs($0) <= 0.2 })
    #expect(store.values("head.0.weight").values.contains { abs($0) > 0.19 })
    #expect(store.values("head.1.weight").values.allSatisfy { abs($0) <= 0.125 })
    #expect(store.values("head.1.weight").count == 64)
  }

  /// Koch's head is equivalent to a hidden layer that passes on `|h1 − h2|`, which is never negative, and a second
  /// layer with the weights.
  @Test func `the weighted distance matches the plain head with an identity as its first layer`() throws {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let features = Numbers(random: [6, 5], using: &generator)
    let sample = try PairSample(classes: 3, images: 2, features: features, kind: .weightedDistance)
    #expect(sample.store.shapes == [ParameterShape("head.0.weight", [1, 5]), ParameterShape("head.0.bias", [1])])
    let outcome = try sample.evaluate()
    let pairs = sample.objective.pairs
    func loss(_ features: Numbers, _ parameters: Numbers) -> Double {
      var identity = Numbers(zeros: [5, 5])
      for index in 0..<5 { identity[index * 6] = 1 }
      return PlainPairs(
        firstWeights: identity, firstBias: Array(repeating: 0, count: 5),
        secondWeights: Numbers([1, 5], Array(parameters.values[0..<5])), secondBias: [parameters[5]]
      ).loss(features, pairs: pairs)
    }
    let values = ["head.0.weight", "head.0.bias"].flatMap { sample.store.values($0).values.map(Double.init) }
    let parameters = Numbers([6], values)
    #expect(abs(Double(outcome.loss) - loss(features, parameters)) < 1e-6)
    let byFeatures = centralDifferences(of: { loss($0, parameters) }, at: features)
    let byParameters = centralDifferences(of: { loss(features, $0) }, at: parameters)
    let found = ["head.0.weight", "head.0.bias"].flatMap { sample.store.gradients($0).values.map(Double.init) }
    #expect(relativeDifference(sample.featureGradients.values, byFeatures) < 1e-5)
    #expect(relativeDifference(found, byParameters.values) < 1e-5)
    let weights = sample.store.values("head.0.weight").values
    #expect(weights.allSatisfy { abs($0) <= 1 / Float(5).squareRoot() } && weights.contains { abs($0) > 0.1 })
  }
}
