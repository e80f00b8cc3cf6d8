import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct AveragePoolTests {
  @Test(arguments: [[2, 3, 6, 8], [1, 1, 3, 3], [2, 13, 7, 5], [3, 64, 5, 5], [1, 17, 1, 3], [2, 16, 1, 1]])
  func `average pooling agrees with a plain reference, also for maps that are not square`(_ shape: [Int]) throws {
    for blocked in [false, true] {
      var generator = SeededGenerator(seed: 14, purpose: .weights, step: shape[1])
      let input = Numbers(random: shape, using: &generator)
      let expected = PlainAveragePool.forward(input)
      let outputGradients = Numbers(random: expected.shape, using: &generator)
      let gradients = PlainAveragePool.backward(shape, outputGradients: outputGradients)
      let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked) { context, input in
        try AveragePool(context, input: input, mode: .training)
      }
      #expect(run.output.shape == expected.shape)
      #expect(relativeDifference(run.output.values, expected.values) < 1e-5)
      #expect(relativeDifference(run.inputGradients.values, gradients.values) < 1e-6)
      let inference = try LayerRun(input, outputGradients: nil, blocked: blocked) { context, input in
        try AveragePool(context, input: input, mode: .inference)
      }
      #expect(inference.output == run.output)
    }
  }

  @Test func `the plain average pooling's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let input = Numbers(random: [2, 2, 5, 4], using: &generator)
    let weighting = Numbers(random: [2, 2, 1, 1], using: &generator)
    let gradients = PlainAveragePool.backward(input.shape, outputGradients: weighting)
    let differences = centralDifferences(of: { PlainAveragePool.forward($0).dot(weighting) }, at: input)
    #expect(relativeDifference(gradients.values, differences.values) < 1e-8)
  }

  @Test func `the output is the mean of a map, and each pixel gets an equal share of the gradient`() throws {
    let input = Numbers([1, 2, 1, 4], [1, 2, 3, 4, -4, 0, 0, 0])
    let run = try LayerRun(input, outputGradients: Numbers([1, 2, 1, 1], [8, 4])) { context, input in
      try AveragePool(context, input: input, mode: .training)
    }
    #expect(run.output.values == [2.5, -1])
    #expect(run.inputGradients.values == [2, 2, 2, 2, 1, 1, 1, 1])
  }

  @Test func `average pooling rejects inputs of another rank`() throws {
    let context = try ComputeContext()
    let input = try Tensor(try .plain([2, 4, 5]), withGradients: true)
    #expect(
      throws: TensorError.shape(operation: "average pooling", found: [2, 4, 5], expected: "N × C × H × W")
    ) {
      try AveragePool(context, input: input, mode: .training)
    }
  }
}
