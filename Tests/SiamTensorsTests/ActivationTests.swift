import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct ReLUTests {
  @Test(arguments: [[2, 3, 5, 7], [1, 13, 1, 1], [5, 33], [7]])
  func `ReLU agrees with a plain reference in any shape`(_ shape: [Int]) throws {
    var generator = SeededGenerator(seed: 16, purpose: .weights)
    let input = Numbers(random: shape, using: &generator)
    let outputGradients = Numbers(random: shape, using: &generator)
    for blocked in shape.count == 4 ? [false, true] : [false] {
      let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked) { context, input in
        try ReLU(context, input: input, mode: .training)
      }
      #expect(run.output == PlainReLU.forward(input))
      #expect(run.inputGradients == PlainReLU.backward(input, outputGradients: outputGradients))
      let inference = try LayerRun(input, outputGradients: nil, blocked: blocked) { context, input in
        try ReLU(context, input: input, mode: .inference)
      }
      #expect(inference.output == run.output)
    }
  }

  @Test func `the plain ReLU's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 4, purpose: .weights)
    let input = Numbers(random: [40], using: &generator)
    let weighting = Numbers(random: [40], using: &generator)
    let differences = centralDifferences(of: { PlainReLU.forward($0).dot(weighting) }, at: input)
    #expect(relativeDifference(PlainReLU.backward(input, outputGradients: weighting).values, differences.values) < 1e-8)
  }

  @Test func `negative values become zero and the gradient at zero is zero`() throws {
    let run = try LayerRun(Numbers([1, 4], [-2, 0, 3, -0.5]), outputGradients: Numbers([1, 4], [1, 2, 3, 4])) {
      try ReLU($0, input: $1, mode: .training)
    }
    #expect(run.output.values == [0, 0, 3, 0])
    #expect(run.inputGradients.values == [0, 0, 3, 0])
  }

  @Test func `a layout has at most four sizes`() {
    #expect(throws: TensorError.self) { try Layout.plain([1, 2, 3, 4, 5]) }
  }
}
