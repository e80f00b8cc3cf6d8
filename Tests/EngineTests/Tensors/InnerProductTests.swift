import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct InnerProductTests {
  @Test(arguments: [[2, 3, 5], [1, 1, 1], [1, 64, 64], [48, 64, 1], [7, 13, 17], [32, 100, 3]])
  func `a linear layer agrees with a plain reference`(_ sizes: [Int]) throws {
    var generator = SeededGenerator(seed: 17, purpose: .weights, step: sizes[1])
    let input = Numbers(random: [sizes[0], sizes[1]], using: &generator)
    let weights = Numbers(random: [sizes[2], sizes[1]], using: &generator)
    let bias = Numbers(random: [sizes[2]], using: &generator)
    let expected = PlainDense.forward(input, weights: weights, bias: bias.values)
    let outputGradients = Numbers(random: expected.shape, using: &generator)
    let gradients = PlainDense.backward(input, weights: weights, outputGradients: outputGradients)
    let store = try ParameterStore([("weights", weights), ("bias", bias)])
    let run = try LayerRun(input, outputGradients: outputGradients) { context, input in
      try InnerProduct(
        context, input: input, weights: store.parameter("weights"), bias: store.parameter("bias"), mode: .training)
    }
    #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
    #expect(relativeDifference(run.inputGradients.values, gradients.input.values) < 1e-5)
    #expect(relativeDifference(store.gradients("weights").values, gradients.weights) < 1e-5)
    #expect(relativeDifference(store.gradients("bias").values.map(Double.init), gradients.bias) < 1e-5)
    let inference = try LayerRun(input, outputGradients: nil) { context, input in
      try InnerProduct(
        context, input: input, weights: store.parameter("weights"), bias: store.parameter("bias"), mode: .inference)
    }
    #expect(relativeDifference(inference.output.values, expected.values) < 1e-5)
  }

  @Test func `the plain linear layer's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 5, purpose: .weights)
    let input = Numbers(random: [4, 3], using: &generator)
    let weights = Numbers(random: [2, 3], using: &generator)
    let bias = Numbers(random: [2], using: &generator)
    let weighting = Numbers(random: [4, 2], using: &generator)
    let loss = { (input: Numbers, weights: Numbers, bias: Numbers) in
      PlainDense.forward(input, weights: weights, bias: bias.values).dot(weighting)
    }
    let gradients = PlainDense.backward(input, weights: weights, outputGradients: weighting)
    let byInput = centralDifferences(of: { loss($0, weights, bias) }, at: input)
    let byWeights = centralDifferences(of: { loss(input, $0, bias) }, at: weights)
    let byBias = centralDifferences(of: { loss(input, weights, $0) }, at: bias)
    #expect(relativeDifference(gradients.input.values, byInput.values) < 1e-8)
    #expect(relativeDifference(gradients.weights.values, byWeights.values) < 1e-8)
    #expect(relativeDifference(gradients.bias, byBias.values) < 1e-8)
  }

  @Test func `outputs are products with rows of weights, plus the bias`() throws {
    let store = try ParameterStore([
      ("weights", Numbers([2, 3], [1, 0, -1, 2, 1, 0])), ("bias", Numbers([2], [10, 20])),
    ])
    let run = try LayerRun(Numbers([1, 3], [1, 2, 3]), outputGradients: Numbers([1, 2], [1, -1])) { context, input in
      try InnerProduct(
        context, input: input, weights: store.parameter("weights"), bias: store.parameter("bias"), mode: .training)
    }
    #expect(run.output.values == [8, 24])
    #expect(run.inputGradients.values == [-1, -1, -1])
    #expect(store.gradients("weights").values == [1, 2, 3, -1, -2, -3])
    #expect(store.gradients("bias").values == [1, -1])
  }

  @Test func `a linear layer rejects weights or biases of the wrong size`() throws {
    let context = try ComputeContext()
    let store = try ParameterStore([
      ("weights", Numbers(zeros: [2, 3])), ("bias", Numbers(zeros: [2])), ("long", Numbers(zeros: [3])),
    ])
    for (width, bias) in [(4, "bias"), (3, "long")] {
      let input = try Tensor(try .plain([5, width]), withGradients: true)
      #expect(
        throws: TensorError.shape(
          operation: "inner product", found: [5, width], expected: "N × I with weights O × I")
      ) {
        try InnerProduct(
          context, input: input, weights: store.parameter("weights"), bias: store.parameter(bias), mode: .training)
      }
    }
  }
}
