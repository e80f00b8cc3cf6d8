import Foundation
import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares training with PyTorch's in double precision (Fixtures/make-fixtures.py).
@Suite(.computing)
struct PyTorchTrainingTests {
  private static let recipes: [(miner: Miner, reduction: Reduction)] = [(.semiHard, .active), (.batchHard, .all)]

  @Test(arguments: recipes)
  func `conv4's features, loss and gradients match PyTorch`(
    _ recipe: (miner: Miner, reduction: Reduction)
  ) throws {
    let (recorded, fixture) = (try RecordedConv4(), try Fixture("conv4"))
    let outcome = try recorded.pass(
      recorded.images(step: 0, contrast: 1), margin: 0.05, miner: recipe.miner, reduction: recipe.reduction)
    #expect(relativeDifference(recorded.encoder.features.values.map(Double.init), try fixture("features")) < 1e-5)
    let name = recipe.miner.rawValue
    #expect(relativeDifference([Double(outcome.loss)], try fixture("\(name).mean")) < 1e-4)
    #expect(relativeDifference([recorded.reduced(outcome, recipe.reduction)], try fixture("\(name).loss")) < 1e-4)
    let active = recorded.objective.triplets.count - outcome.mined.easy
    #expect(try fixture("\(name).active") == [Double(active)])
    for shape in recorded.description.parameterShapes {
      let gradients = recorded.store.gradients(shape.name).values.map(Double.init)
      let some = stride(from: 0, to: gradients.count, by: 7).map { gradients[$0] }
      #expect(relativeDifference(some, try fixture("\(name).gradient.\(shape.name)")) < 1e-4, "\(shape.name)")
      let norm = gradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(relativeDifference([norm], try fixture("\(name).norm.\(shape.name)")) < 1e-5, "\(shape.name)")
    }
    for shape in recorded.description.statisticShapes {
      let found = recorded.store.statistic(shape.name).values.map(Double.init)
      #expect(relativeDifference(found, try fixture(shape.name)) < 1e-5, "\(shape.name)")
    }
  }

  /// Losses, norms and statistics must agree to 1e-5, weights to 1e-4 of the distance they moved.
  ///
  /// The network is so small that no two values in a pooling window, and no two negatives, are within rounding of each
  /// other. In ten steps of conv4 some of a million choices are: the gradient then jumps by a per cent, Adam's first
  /// steps, which depend on its sign, spread that to every weight, and losses diverge by up to 4 % (with AVX-512; with
  /// AVX2 they stayed within 4e-6), as they do between PyTorch's two precisions for some seeds. No tolerance could
  /// distinguish that from an error.
  @Test(arguments: recipes)
  func `ten training steps match PyTorch in losses, weights and running statistics`(
    _ recipe: (miner: Miner, reduction: Reduction)
  ) throws {
    let recorded = try RecordedConv4(width: 8, size: 16, seed: 149)
    let (fixture, name) = (try Fixture("training"), recipe.miner.rawValue)
    let started = try ParameterStore(recorded.store.shapes, statistics: [])
    started.values.copy(from: recorded.store.values)
    var (losses, norms): ([Double], [Double]) = ([], [])
    for step in 0..<10 {
      let outcome = try recorded.pass(
        recorded.images(step: step, contrast: 0.5), margin: 0.5, miner: recipe.miner, reduction: recipe.reduction)
      losses.append(recorded.reduced(outcome, recipe.reduction))
      norms.append(Double(recorded.adam.update(learningRate: 1e-3)))
    }
    #expect(relativeDifference(losses, try fixture("\(name).losses")) < 1e-5)
    #expect(relativeDifference(norms, try fixture("\(name).norms")) < 1e-5)
    for shape in recorded.description.statisticShapes {
      let found = recorded.store.statistic(shape.name).values.map(Double.init)
      #expect(relativeDifference(found, try fixture("\(name).\(shape.name)")) < 1e-5, "\(shape.name)")
    }
    for shape in recorded.description.parameterShapes {
      let end = recorded.store.values(shape.name).values.map(Double.init)
      let start = started.values(shape.name).values.map(Double.init)
      let expected = try fixture("\(name).\(shape.name)")
      let error = zip(end, expected).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
      let moved = zip(start, expected).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
      #expect((error / moved).squareRoot() < 1e-4, "\(shape.name)")
    }
    let inference = try Encoder(
      recorded.context, recorded.description, parameters: recorded.store, batch: 12, mode: .inference)
    inference.images.copy(from: recorded.images(step: 10, contrast: 0.5))
    try inference.forward()
    let features = inference.features.values.map(Double.init)
    #expect(relativeDifference(features, try fixture("\(name).inference")) < 1e-5)
  }

  @Test func `the pair head's logits, loss and gradients match PyTorch`() throws {
    let fixture = try Fixture("pair")
    var generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .weights, step: 1)
    let features = (0..<12 * 20).map { _ in Double(generator.symmetric(2)) }
    let sample = try PairSample(classes: 4, images: 3, features: Numbers([12, 20], features))
    PairHead.initialize(sample.store, dimension: 20, using: &generator)
    let outcome = try sample.evaluate(seed: RecordedConv4.seed)
    #expect(sample.objective.pairs.flatMap { [Double($0.first), Double($0.second)] } == (try fixture("pairs")))
    #expect(relativeDifference([Double(outcome.loss)], try fixture("loss")) < 1e-6)
    #expect(Double(outcome.activeShare * 24).rounded() == (try fixture("wrong")[0]))
    let logits = PlainPairs(sample.store).logits(Numbers([12, 20], features), pairs: sample.objective.pairs)
    #expect(relativeDifference(logits, try fixture("logits")) < 1e-6)
    #expect(
      relativeDifference(sample.featureGradients.values.map(Double.init), try fixture("featureGradients")) < 1e-5)
    for shape in PairHead.parameterShapes(dimension: 20) {
      let gradients = sample.store.gradients(shape.name).values.map(Double.init)
      #expect(relativeDifference(gradients, try fixture(shape.name)) < 1e-5, "\(shape.name)")
    }
  }

  @Test func `embeddings, distances and their gradient match PyTorch`() throws {
    let fixture = try Fixture("distances")
    var generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .weights, step: 2)
    let features = try FloatBuffer(count: 9 * 13)
    for index in 0..<features.count { features[index] = generator.symmetric(3) }
    let batch = try EmbeddingBatch(try ComputeContext(), count: 9, dimension: 13)
    try batch.measure(features)
    for index in 0..<81 { batch.distanceGradients[index] = generator.symmetric(1) }
    try batch.backward(into: features)
    #expect(relativeDifference(batch.embeddings.map(Double.init), try fixture("embeddings")) < 1e-6)
    #expect(relativeDifference(batch.distances.map(Double.init), try fixture("distances")) < 1e-6)
    #expect(relativeDifference(features.values.map(Double.init), try fixture("gradients")) < 1e-5)
  }

  @Test func `Adam's steps match PyTorch`() throws {
    let recorded = try Fixture("adam")("values")
    var generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .weights, step: 3)
    let store = try ParameterStore([ParameterShape("a", [40])], statistics: [])
    for index in 0..<40 { store.values("a")[index] = generator.symmetric(1) }
    let adam = try Adam(store)
    for step in 0..<8 {
      let bound = Float(pow(10, Double(step % 4 - 3)))
      for index in 0..<40 { store.gradients("a")[index] = generator.symmetric(bound) }
      _ = adam.update(learningRate: 1e-3 * Float(step + 1))
      let found = store.values("a").values.map(Double.init)
      #expect(relativeDifference(found, Array(recorded[step * 40..<(step + 1) * 40])) < 1e-6)
    }
  }
}
