import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct ConvolutionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var batch = 2
    var channels: Int
    var height: Int
    var width: Int
    var filters: Int
    var kernel = 3
    var stride = 1
    var padding = 1
    var blocked = false

    var testDescription: String {
      "\(batch)×\(channels)×\(height)×\(width) to \(filters), kernel \(kernel), stride \(stride), padding \(padding)"
        + (blocked ? ", blocked" : "")
    }
  }

  static let cases = [
    Case(channels: 1, height: 28, width: 28, filters: 64),
    Case(channels: 3, height: 11, width: 7, filters: 5),
    Case(batch: 1, channels: 1, height: 9, width: 9, filters: 1),
    Case(batch: 1, channels: 13, height: 5, width: 6, filters: 17, blocked: true),
    Case(channels: 16, height: 7, width: 7, filters: 24, blocked: true),
    Case(channels: 64, height: 3, width: 3, filters: 64, blocked: true),
    Case(batch: 3, channels: 2, height: 10, width: 9, filters: 4, kernel: 5, stride: 2, padding: 2),
    Case(batch: 3, channels: 6, height: 8, width: 7, filters: 9, kernel: 1, padding: 0, blocked: true),
    Case(channels: 4, height: 1, width: 3, filters: 3, blocked: true),
    Case(channels: 1, height: 23, width: 21, filters: 8, kernel: 10, padding: 0),
    Case(channels: 16, height: 9, width: 8, filters: 16, kernel: 4, padding: 0, blocked: true),
  ]

  @Test(arguments: cases)
  func `convolution agrees with a plain reference for odd sizes`(_ shape: Case) throws {
    var generator = SeededGenerator(seed: 11, purpose: .weights, step: shape.channels * shape.filters)
    let input = Numbers(random: [shape.batch, shape.channels, shape.height, shape.width], using: &generator)
    let weights = Numbers(random: [shape.filters, shape.channels, shape.kernel, shape.kernel], using: &generator)
    let expected = PlainConvolution.forward(input, weights, stride: shape.stride, padding: shape.padding)
    let outputGradients = Numbers(random: expected.shape, using: &generator)
    let gradients = PlainConvolution.backward(
      input, weights, outputGradients: outputGradients, stride: shape.stride, padding: shape.padding)
    let store = try ParameterStore([("weights", weights)])
    let run = try LayerRun(input, outputGradients: outputGradients, blocked: shape.blocked) { context, input in
      try Convolution(
        context, input: input, weights: store.parameter("weights"), stride: shape.stride, padding: shape.padding,
        mode: .training)
    }
    #expect(run.output.shape == expected.shape)
    #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
    #expect(relativeDifference(run.inputGradients.values, gradients.input.values) < 1e-5)
    #expect(relativeDifference(store.gradients("weights").values, gradients.weights) < 1e-5)

    let inference = try LayerRun(input, outputGradients: nil, blocked: shape.blocked) { context, input in
      try Convolution(
        context, input: input, weights: store.parameter("weights"), stride: shape.stride, padding: shape.padding,
        mode: .inference)
    }
    #expect(relativeDifference(inference.output.values, expected.values) < 1e-5)
  }

  @Test(arguments: cases)
  func `a bias is added to each map, and its gradient is the sum over the map`(_ shape: Case) throws {
    var generator = SeededGenerator(seed: 12, purpose: .weights, step: shape.channels * shape.filters)
    let input = Numbers(random: [shape.batch, shape.channels, shape.height, shape.width], using: &generator)
    let weights = Numbers(random: [shape.filters, shape.channels, shape.kernel, shape.kernel], using: &generator)
    let bias = Numbers(random: [shape.filters], using: &generator)
    var expected = PlainConvolution.forward(input, weights, stride: shape.stride, padding: shape.padding)
    let outputGradients = Numbers(random: expected.shape, using: &generator)
    let area = expected.shape[2] * expected.shape[3]
    var biasGradients = Array(repeating: 0.0, count: shape.filters)
    for index in 0..<expected.count {
      expected[index] += bias[index / area % shape.filters]
      biasGradients[index / area % shape.filters] += outputGradients[index]
    }
    let gradients = PlainConvolution.backward(
      input, weights, outputGradients: outputGradients, stride: shape.stride, padding: shape.padding)
    let store = try ParameterStore([("weights", weights), ("bias", bias)])
    for mode in [Mode.training, .inference] {
      let run = try LayerRun(
        input, outputGradients: mode == .training ? outputGradients : nil, blocked: shape.blocked
      ) { context, input in
        try Convolution(
          context, input: input, weights: store.parameter("weights"), bias: store.parameter("bias"),
          stride: shape.stride, padding: shape.padding, mode: mode)
      }
      #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
      guard mode == .training else { continue }
      #expect(relativeDifference(run.inputGradients.values, gradients.input.values) < 1e-5)
      #expect(relativeDifference(store.gradients("weights").values, gradients.weights) < 1e-5)
      #expect(relativeDifference(store.gradients("bias").values.map(Double.init), biasGradients) < 1e-5)
    }
  }

  @Test func `the plain convolution's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 1, purpose: .weights)
    let input = Numbers(random: [2, 2, 5, 4], using: &generator)
    let weights = Numbers(random: [3, 2, 3, 3], using: &generator)
    for (stride, padding) in [(1, 1), (2, 1), (1, 0)] {
      let shape = PlainConvolution.forward(input, weights, stride: stride, padding: padding).shape
      let weighting = Numbers(random: shape, using: &generator)
      let loss = { (input: Numbers, weights: Numbers) in
        PlainConvolution.forward(input, weights, stride: stride, padding: padding).dot(weighting)
      }
      let gradients = PlainConvolution.backward(
        input, weights, outputGradients: weighting, stride: stride, padding: padding)
      let byInput = centralDifferences(of: { loss($0, weights) }, at: input)
      let byWeights = centralDifferences(of: { loss(input, $0) }, at: weights)
      #expect(relativeDifference(gradients.input.values, byInput.values) < 1e-8)
      #expect(relativeDifference(gradients.weights.values, byWeights.values) < 1e-8)
    }
  }

  @Test func `a filter of ones sums neighbourhoods`() throws {
    let input = Numbers([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])
    let store = try ParameterStore([("weights", Numbers([1, 1, 3, 3], Array(repeating: 1, count: 9)))])
    // With a gradient at the centre only, the input's gradient is the filter, and the filter's is the input.
    let middle = Numbers([1, 1, 3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0])
    let run = try LayerRun(input, outputGradients: middle) { context, input in
      try Convolution(context, input: input, weights: store.parameter("weights"), padding: 1, mode: .training)
    }
    #expect(run.output.values == [12, 21, 16, 27, 45, 33, 24, 39, 28])
    #expect(run.inputGradients.values == Array(repeating: 1, count: 9))
    #expect(store.gradients("weights").values == [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func `a filter is not flipped`() throws {
    let store = try ParameterStore([("weights", Numbers([1, 1, 3, 3], [0, 1, 0, 0, 0, 0, 0, 0, 0]))])
    let run = try LayerRun(Numbers([1, 1, 2, 2], [1, 2, 3, 4]), outputGradients: nil) { context, input in
      try Convolution(context, input: input, weights: store.parameter("weights"), padding: 1, mode: .inference)
    }
    #expect(run.output.values == [0, 0, 1, 2])
  }

  @Test(arguments: [[2, 3, 8, 8], [2, 4, 2, 8], [2, 4, 8, 2], [2, 4, 8]])
  func `convolution rejects an input that does not fit its filters`(_ shape: [Int]) throws {
    let context = try ComputeContext()
    let input = try Tensor(try .plain(shape), withGradients: false)
    let store = try ParameterStore([("weights", Numbers(zeros: [5, 4, 3, 3]))])
    #expect(
      throws: TensorError.shape(
        operation: "convolution with [5, 4, 3, 3]", found: shape, expected: "N × [5, 4, 3, 3] inputs")
    ) {
      try Convolution(context, input: input, weights: store.parameter("weights"), padding: 0, mode: .training)
    }
  }
}
