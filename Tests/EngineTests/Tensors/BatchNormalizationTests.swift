import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct BatchNormalizationTests {
  static let shapes = [
    [2, 3, 5, 7], [1, 1, 3, 3], [1, 13, 4, 5], [4, 64, 7, 7], [3, 17, 1, 2], [5, 16, 3, 3], [2, 24, 6, 5],
  ]

  /// Creates parameters with scales of both signs, and random running statistics.
  private func store(channels: Int, using generator: inout SeededGenerator) throws -> ParameterStore {
    var scale = Numbers(random: [channels], in: 0.5...1.5, using: &generator)
    for channel in stride(from: 0, to: channels, by: 3) { scale[channel] = -scale[channel] }
    return try ParameterStore(
      [("scale", scale), ("shift", Numbers(random: [channels], using: &generator))],
      statistics: [
        ("mean", Numbers(random: [channels], using: &generator)),
        ("variance", Numbers(random: [channels], in: 0.5...2, using: &generator)),
      ])
  }

  private func layer(
    _ context: ComputeContext, _ input: Tensor, _ store: ParameterStore, withReLU: Bool, mode: Mode
  ) throws -> BatchNormalization {
    try BatchNormalization(
      context, input: input, scale: store.parameter("scale"), shift: store.parameter("shift"),
      runningMean: store.statistic("mean"), runningVariance: store.statistic("variance"), withReLU: withReLU,
      mode: mode)
  }

  @Test(arguments: shapes, [false, true])
  func `training agrees with a plain reference, also for negative scales`(_ shape: [Int], withReLU: Bool) throws {
    for blocked in [false, true] {
      var generator = SeededGenerator(seed: 12, purpose: .weights, step: shape[1])
      let input = Numbers(random: shape, in: -1...3, using: &generator)
      let store = try store(channels: shape[1], using: &generator)
      let outputGradients = Numbers(random: shape, using: &generator)
      let scale = store.values("scale").values.map(Double.init)
      let (mean, variance) = (store.statistic("mean").values, store.statistic("variance").values)
      let normalized = PlainNormalization.training(
        input, scale: scale, shift: store.values("shift").values.map(Double.init))
      let expected = withReLU ? PlainReLU.forward(normalized.output) : normalized.output
      let gradients = PlainNormalization.backward(
        input, normalized, scale: scale,
        outputGradients: withReLU
          ? PlainReLU.backward(normalized.output, outputGradients: outputGradients) : outputGradients)
      let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked, passes: 1) { context, input in
        try layer(context, input, store, withReLU: withReLU, mode: .training)
      }
      #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
      #expect(relativeDifference(run.inputGradients.values, gradients.input.values) < 1e-4)
      #expect(relativeDifference(store.gradients("scale").values.map(Double.init), gradients.scale) < 1e-4)
      #expect(relativeDifference(store.gradients("shift").values.map(Double.init), gradients.shift) < 1e-5)

      let count = Double(shape[0] * shape[2] * shape[3])
      let runningMean = zip(mean, normalized.mean).map { 0.9 * Double($0) + 0.1 * $1 }
      let runningVariance = zip(variance, normalized.variance).map { 0.9 * Double($0) + 0.1 * $1 * count / (count - 1) }
      #expect(relativeDifference(store.statistic("mean").values.map(Double.init), runningMean) < 1e-5)
      #expect(relativeDifference(store.statistic("variance").values.map(Double.init), runningVariance) < 1e-5)
    }
  }

  @Test(arguments: shapes, [false, true])
  func `inference uses the running statistics and doesn't change them`(_ shape: [Int], withReLU: Bool) throws {
    for blocked in [false, true] {
      var generator = SeededGenerator(seed: 13, purpose: .weights, step: shape[1])
      let input = Numbers(random: shape, in: -1...3, using: &generator)
      let store = try store(channels: shape[1], using: &generator)
      let (mean, variance) = (store.statistic("mean").values, store.statistic("variance").values)
      let normalized = PlainNormalization.inference(
        input, scale: store.values("scale").values.map(Double.init),
        shift: store.values("shift").values.map(Double.init), mean: mean.map(Double.init),
        variance: variance.map(Double.init))
      let expected = withReLU ? PlainReLU.forward(normalized) : normalized
      let run = try LayerRun(input, outputGradients: nil, blocked: blocked) { context, input in
        try layer(context, input, store, withReLU: withReLU, mode: .inference)
      }
      #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
      #expect(store.statistic("mean").values == mean && store.statistic("variance").values == variance)
    }
  }

  @Test func `the plain normalisation's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 2, purpose: .weights)
    let input = Numbers(random: [3, 2, 2, 3], using: &generator)
    let parameters = Numbers([4], [0.7, -1.3, 0.2, -0.4])
    let weighting = Numbers(random: input.shape, using: &generator)
    func normalized(_ input: Numbers, _ parameters: Numbers) -> PlainNormalization.Normalized {
      PlainNormalization.training(
        input, scale: Array(parameters.values[..<2]), shift: Array(parameters.values[2...]))
    }
    let gradients = PlainNormalization.backward(
      input, normalized(input, parameters), scale: [0.7, -1.3], outputGradients: weighting)
    let byInput = centralDifferences(of: { normalized($0, parameters).output.dot(weighting) }, at: input)
    let byParameters = centralDifferences(of: { normalized(input, $0).output.dot(weighting) }, at: parameters)
    #expect(relativeDifference(gradients.input.values, byInput.values) < 1e-7)
    #expect(relativeDifference(gradients.scale + gradients.shift, byParameters.values) < 1e-7)
  }

  @Test func `two values become minus one and one, scaled and shifted`() throws {
    let store = try ParameterStore(
      [("scale", Numbers([1], [2])), ("shift", Numbers([1], [0.5]))],
      statistics: [("mean", Numbers([1], [0])), ("variance", Numbers([1], [1]))])
    let run = try LayerRun(
      Numbers([1, 1, 1, 2], [3, 7]), outputGradients: Numbers([1, 1, 1, 2], [1, 2]), passes: 1
    ) { context, input in
      try layer(context, input, store, withReLU: false, mode: .training)
    }
    // Mean 5, variance 4: ∓2/√(4 + 1e-5) = ∓0.99999875, times 2, plus a half.
    #expect(relativeDifference(run.output.values, [-1.4999975, 2.4999975]) < 1e-6)
    // The output hardly depends on the input: shifting or scaling two values has an effect only through ε.
    #expect(run.inputGradients.values.allSatisfy { abs($0) < 1e-5 })
    #expect(relativeDifference(store.gradients("scale").values.map(Double.init), [0.99999875]) < 1e-6)
    #expect(store.gradients("shift").values == [3])
    // A tenth of the mean 5, and nine tenths of 1 with a tenth of the unbiased variance 8.
    #expect(relativeDifference(store.statistic("mean").values.map(Double.init), [0.5]) < 1e-6)
    #expect(relativeDifference(store.statistic("variance").values.map(Double.init), [1.7]) < 1e-6)
  }

  @Test func `a channel of one value becomes its shift`() throws {
    let store = try ParameterStore(
      [("scale", Numbers([2], [2, 1])), ("shift", Numbers([2], [0.5, -1]))],
      statistics: [("mean", Numbers(zeros: [2])), ("variance", Numbers(zeros: [2]))])
    let ones = Numbers([1, 2, 1, 1], [1, 1])
    let run = try LayerRun(Numbers([1, 2, 1, 1], [3, 4]), outputGradients: ones, passes: 1) { context, input in
      try layer(context, input, store, withReLU: false, mode: .training)
    }
    #expect(run.output.values == [0.5, -1])
    #expect(run.inputGradients.values == [0, 0])
  }

  @Test func `normalisation rejects parameters for another number of channels`() throws {
    let context = try ComputeContext()
    var generator = SeededGenerator(seed: 1, purpose: .weights)
    let store = try store(channels: 3, using: &generator)
    let input = try Tensor(try .plain([2, 4, 5, 5]), withGradients: true)
    #expect(
      throws: TensorError.shape(
        operation: "batch normalisation", found: [2, 4, 5, 5], expected: "N × C × H × W with C = [3]")
    ) {
      try layer(context, input, store, withReLU: true, mode: .training)
    }
  }
}
