import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct ActivationTests {
  private static let shapes = [[2, 3, 5, 7], [1, 13, 1, 1], [5, 33], [7]]
  private static let kinds: [Activation.Kind] = [.relu, .leakyReLU(slope: 0.1), .leakyReLU(slope: 0), .sigmoid]

  private func forward(_ kind: Activation.Kind, _ input: Numbers) -> Numbers {
    switch kind {
    case .relu: PlainReLU.forward(input)
    case .leakyReLU(let slope): PlainLeakyReLU.forward(input, slope: Double(slope))
    case .sigmoid: PlainSigmoid.forward(input)
    }
  }

  private func backward(_ kind: Activation.Kind, _ input: Numbers, _ outputGradients: Numbers) -> Numbers {
    switch kind {
    case .relu: PlainReLU.backward(input, outputGradients: outputGradients)
    case .leakyReLU(let slope):
      PlainLeakyReLU.backward(input, slope: Double(slope), outputGradients: outputGradients)
    case .sigmoid: PlainSigmoid.backward(input, outputGradients: outputGradients)
    }
  }

  @Test(arguments: kinds, shapes)
  func `an activation agrees with a plain reference in any shape, also in place`(
    _ kind: Activation.Kind, _ shape: [Int]
  ) throws {
    var generator = SeededGenerator(seed: 16, purpose: .weights)
    let input = Numbers(random: shape, in: -3...3, using: &generator)
    let outputGradients = Numbers(random: shape, using: &generator)
    let expected = (output: forward(kind, input), gradients: backward(kind, input, outputGradients))
    for blocked in shape.count == 4 ? [false, true] : [false] {
      for overwriting in [false, true] {
        let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked) { context, input in
          try Activation(context, kind, input: input, mode: .training, overwriting: overwriting)
        }
        #expect(relativeDifference(run.output.values, expected.output.values) < 1e-6)
        #expect(relativeDifference(run.inputGradients.values, expected.gradients.values) < 1e-6)
        let inference = try LayerRun(input, outputGradients: nil, blocked: blocked) { context, input in
          try Activation(context, kind, input: input, mode: .inference, overwriting: overwriting)
        }
        #expect(inference.output == run.output)
      }
    }
  }

  @Test(arguments: kinds) func `the plain activations' gradients are their central differences`(
    _ kind: Activation.Kind
  ) {
    var generator = SeededGenerator(seed: 4, purpose: .weights)
    let input = Numbers(random: [40], using: &generator)
    let weighting = Numbers(random: [40], using: &generator)
    let differences = centralDifferences(of: { forward(kind, $0).dot(weighting) }, at: input)
    #expect(relativeDifference(backward(kind, input, weighting).values, differences.values) < 1e-8)
  }

  @Test func `ReLU makes negative values zero, and its gradient at zero is zero`() throws {
    let run = try LayerRun(Numbers([1, 4], [-2, 0, 3, -0.5]), outputGradients: Numbers([1, 4], [1, 2, 3, 4])) {
      try Activation($0, .relu, input: $1, mode: .training)
    }
    #expect(run.output.values == [0, 0, 3, 0])
    #expect(run.inputGradients.values == [0, 0, 3, 0])
  }

  @Test func `leaky ReLU scales negative values, and gradients at or below zero`() throws {
    let run = try LayerRun(Numbers([1, 4], [-2, 0, 3, -0.5]), outputGradients: Numbers([1, 4], [1, 2, 3, 4])) {
      try Activation($0, .leakyReLU(slope: 0.25), input: $1, mode: .training, overwriting: true)
    }
    #expect(run.output.values == [-0.5, 0, 3, -0.125])
    #expect(run.inputGradients.values == [0.25, 0.5, 3, 1])
  }

  @Test func `the sigmoid of 0 is a half and its gradient a quarter; it saturates at 0 and 1`() throws {
    let run = try LayerRun(Numbers([1, 3], [0, -200, 200]), outputGradients: Numbers([1, 3], [4, 4, 4])) {
      try Activation($0, .sigmoid, input: $1, mode: .training)
    }
    #expect(run.output.values == [0.5, 0, 1])
    #expect(run.inputGradients.values == [1, 0, 0])
  }

  @Test func `a layout has at most four dimensions`() {
    #expect(throws: TensorError.self) { try Layout.plain([1, 2, 3, 4, 5]) }
  }
}
