import PlainReference
import SiamTensors
import Testing

/// Compares the fused passes with the separate layers that they replace.
@Suite(.computing)
struct FusedPassesTests {
  /// The shape of a block and its input.
  struct Sample: CustomTestStringConvertible {
    var shape: [Int]
    var outputs: Int
    /// Whether pixels and weights have few distinct values, so that windows have ties.
    var tied = false

    var testDescription: String { "\(shape) to \(outputs)\(tied ? ", tied" : "")" }
  }

  private static let shapes: [Sample] = {
    var generator = SeededGenerator(seed: 4, purpose: .sampling)
    let channels = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 64]
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    return (0..<40).map { index in
      Sample(
        shape: [
          index % 4 == 0 ? 1 : pick(2...6), index % 2 == 0 ? pick(1...4) : channels[index % 17], pick(2...17),
          pick(2...17),
        ],
        outputs: channels[pick(0...16)], tied: index % 5 == 0)
    }
  }()

  private struct Result {
    var output: [Float]
    var gradients: [String: [Float]] = [:]
    var running: [Float]
    var implementations: [String]
  }

  private enum Implementation { case fused, firstBlock, unfused }

  private func run(_ sample: Sample, _ implementation: Implementation, _ mode: Mode, threads: Int? = nil) throws
    -> Result?
  {
    var generator = SeededGenerator(seed: 9, purpose: .weights)
    let (channels, outputs) = (sample.shape[1], sample.outputs)
    let store = try ParameterStore(
      [
        ParameterShape("weight", [outputs, channels, 3, 3]), ParameterShape("scale", [outputs]),
        ParameterShape("shift", [outputs]),
      ],
      statistics: [ParameterShape("mean", [outputs]), ParameterShape("variance", [outputs])])
    func fill(_ buffer: FloatBuffer, _ next: () -> Float) { for index in 0..<buffer.count { buffer[index] = next() } }
    fill(store.values("weight")) {
      sample.tied ? Float(Int.random(in: -1...1, using: &generator)) : generator.symmetric(0.5)
    }
    // With negative scales, pooling selects the minimum of a window.
    fill(store.values("scale")) { generator.symmetric(1.5) }
    if outputs > 2 { store.values("scale")[1] = 0 }
    fill(store.values("shift")) { generator.symmetric(0.7) }
    fill(store.statistic("variance")) { 1 + generator.symmetric(0.5) }
    fill(store.statistic("mean")) { generator.symmetric(0.3) }

    let context = try ComputeContext(threads: threads)
    let input = try Tensor(try .plain(sample.shape), withGradients: implementation != .firstBlock)
    fill(input.values) { sample.tied ? Float(Int.random(in: 0...2, using: &generator)) : generator.symmetric(1) + 0.4 }
    guard let layers = try layers(implementation, context, input, store, mode) else { return nil }
    let last = layers[layers.count - 1].output
    // Run twice, as a pass must overwrite the results of the previous one.
    for _ in 0..<2 {
      for layer in layers { try layer.forward() }
      if let gradients = last.gradients {
        var generator = SeededGenerator(seed: 11, purpose: .sampling)
        fill(gradients) { generator.symmetric(1) }
        store.gradients.fill(.nan)
        for layer in layers.reversed() { try layer.backward() }
      }
    }
    var result = Result(
      output: last.values.values, running: store.statistics.values,
      implementations: layers.flatMap(\.implementations))
    if mode == .training {
      for name in ["weight", "scale", "shift"] { result.gradients[name] = store.gradients(name).values }
      result.gradients["input"] = input.gradients?.values
    }
    return result
  }

  private func layers(
    _ implementation: Implementation, _ context: ComputeContext, _ input: Tensor, _ store: ParameterStore, _ mode: Mode
  ) throws -> [any Layer]? {
    let arena = Arena()
    let weights = store.parameter("weight")
    let (scale, shift) = (store.parameter("scale"), store.parameter("shift"))
    let (mean, variance) = (store.statistic("mean"), store.statistic("variance"))
    func placement(_ layer: Int) -> Placement { Placement(arena, layer: layer, of: 2, mode: mode) }
    var layers: [any Layer]
    switch implementation {
    case .firstBlock:
      let map = try Convolution.outputLayout(context, input: input.layout, outputs: weights.shape[0], mode: mode)
      guard FirstBlock.supports(channels: input.shape[1], mapLayout: map) else { return nil }
      layers = [
        try FirstBlock(
          context, input: input, weights: weights, scale: scale, shift: shift, runningMean: mean,
          runningVariance: variance, mapLayout: map, mode: mode, in: placement(1))
      ]
    case .fused:
      let convolution = try Convolution(
        context, input: input, weights: weights, padding: 1, mode: mode, in: placement(0), overwritten: true)
      guard NormalizedPool.supports(convolution.output.layout) else { return nil }
      layers = [
        convolution,
        try NormalizedPool(
          context, input: convolution.output, scale: scale, shift: shift, runningMean: mean,
          runningVariance: variance, mode: mode, in: placement(1)),
      ]
    case .unfused:
      let convolution = try Convolution(context, input: input, weights: weights, padding: 1, mode: mode)
      let normalized = try BatchNormalization(
        context, input: convolution.output, scale: scale, shift: shift, runningMean: mean, runningVariance: variance,
        withReLU: true, mode: mode)
      layers = [convolution, normalized, try MaxPool(context, input: normalized.output, mode: mode)]
    }
    layers.append(try Flatten(context, input: layers[layers.count - 1].output, mode: mode))
    try arena.allocate()
    return layers
  }

  private func expectSame(_ found: Result, _ expected: Result, input: Bool) {
    func numbers(_ values: [Float]) -> Numbers { Numbers([values.count], values.map(Double.init)) }
    #expect(relativeDifference(found.output, numbers(expected.output)) < 1e-4)
    #expect(relativeDifference(found.running, numbers(expected.running)) < 1e-4)
    for (name, gradients) in expected.gradients where input || name != "input" {
      let difference = relativeDifference(found.gradients[name] ?? [], numbers(gradients))
      #expect(difference < 1e-4, "gradient of \(name)")
    }
  }

  @Test(arguments: shapes)
  func `fused normalisation, ReLU and pooling match separate layers`(
    _ sample: Sample
  ) throws {
    for mode in [Mode.training, .inference] {
      guard let fused = try run(sample, .fused, mode) else { continue }
      let unfused = try #require(try run(sample, .unfused, mode))
      expectSame(fused, unfused, input: true)
    }
  }

  @Test(arguments: shapes.filter { $0.shape[1] <= 4 })
  func `a fused first block matches separate layers`(
    _ sample: Sample
  ) throws {
    for mode in [Mode.training, .inference] {
      guard let fused = try run(sample, .firstBlock, mode) else { continue }
      let unfused = try #require(try run(sample, .unfused, mode))
      expectSame(fused, unfused, input: false)
    }
  }

  @Test func `common widths are fused`() throws {
    for outputs in [8, 32, 64, 128] {
      let sample = Sample(shape: [2, 3, 9, 9], outputs: outputs)
      #expect(try run(sample, .fused, .training) != nil)
      #expect(try run(sample, .firstBlock, .training) != nil)
    }
  }

  @Test func `a first block's results don't depend on the number of threads`() throws {
    let sample = Sample(shape: [5, 3, 11, 14], outputs: 64)
    let one = try run(sample, .firstBlock, .training, threads: 1)
    let two = try run(sample, .firstBlock, .training, threads: 2)
    #expect(one?.output == two?.output)
    #expect(one?.gradients == two?.gradients)
  }
}
