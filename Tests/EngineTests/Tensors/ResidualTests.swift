import PlainReference
import SiamTensors
import Testing

/// Tests of `Fork` and `Sum`.
@Suite(.computing)
struct ResidualTests {
  /// A residual connection: a sigmoid on one branch, and on the other nothing or a convolution with another layout.
  private final class Connection: Layer {
    let layers: [any Layer]
    var output: Tensor { layers[layers.count - 1].output }
    var implementations: [String] { layers.flatMap(\.implementations) }

    init(_ context: ComputeContext, _ input: Tensor, filter: Parameter?, mode: Mode) throws {
      let fork = try Fork(context, input: input, mode: mode)
      let sigmoid = try Activation(context, .sigmoid, input: fork.output, mode: mode)
      guard let filter else {
        layers = [fork, sigmoid, try Sum(context, sigmoid.output, fork.secondOutput, mode: mode)]
        return
      }
      let other = try Convolution(context, input: fork.secondOutput, weights: filter, padding: 0, mode: mode)
      layers = [fork, sigmoid, other, try Sum(context, sigmoid.output, other.output, mode: mode)]
    }

    func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

    func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }
  }

  @Test(arguments: [[2, 3, 5, 7], [1, 16, 4, 4], [2, 13, 3, 2]], [false, true])
  func `the gradient flows through both branches to the input`(
    _ shape: [Int], _ isFiltered: Bool
  ) throws {
    var generator = SeededGenerator(seed: 21, purpose: .weights)
    let input = Numbers(random: shape, using: &generator)
    let outputGradients = Numbers(random: shape, using: &generator)
    let filter = Numbers(random: [shape[1], shape[1], 1, 1], using: &generator)
    let store = try ParameterStore([("filter", filter)])
    let other = isFiltered ? PlainConvolution.forward(input, filter, padding: 0) : input
    let otherGradients =
      isFiltered
      ? PlainConvolution.backward(input, filter, outputGradients: outputGradients, padding: 0).input
      : outputGradients
    let expected = zip(PlainSigmoid.forward(input).values, other.values).map(+)
    let gradients = zip(
      PlainSigmoid.backward(input, outputGradients: outputGradients).values, otherGradients.values
    ).map(+)
    for blocked in [false, true] {
      for mode in [Mode.training, .inference] {
        let run = try LayerRun(
          input, outputGradients: mode == .training ? outputGradients : nil, blocked: blocked
        ) { context, input in
          try Connection(
            context, input, filter: isFiltered ? store.parameter("filter") : nil, mode: mode)
        }
        #expect(relativeDifference(run.output.values, expected) < 1e-5)
        if mode == .training { #expect(relativeDifference(run.inputGradients.values, gradients) < 1e-5) }
      }
    }
  }

  @Test func `a sum in one layout uses fast kernels`() throws {
    let zeros = Numbers(zeros: [2, 16, 5, 5])
    let run = try LayerRun(zeros, outputGradients: zeros, blocked: true) {
      try Connection($0, $1, filter: nil, mode: .training)
    }
    let sums = run.layer.implementations.filter { $0.hasPrefix("sum jit") || $0.hasPrefix("fork backward jit") }
    #expect(sums.count == 2, "\(run.layer.implementations)")
  }

  @Test func `a sum rejects different shapes`() throws {
    let context = try ComputeContext()
    let first = try Tensor(try .plain([2, 4, 3, 3]), withGradients: true)
    let second = try Tensor(try .plain([2, 4, 3, 2]), withGradients: true)
    #expect(
      throws: TensorError.shape(operation: "sum", found: [2, 4, 3, 2], expected: "[2, 4, 3, 3]")
    ) {
      try Sum(context, first, second, mode: .training)
    }
  }
}
