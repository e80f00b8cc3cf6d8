import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct MaxPoolTests {
  @Test(arguments: [[2, 3, 6, 8], [1, 1, 3, 3], [2, 13, 7, 5], [3, 64, 7, 7], [1, 17, 2, 3]], [2, 3])
  func `pooling agrees with a plain reference, also for sizes that do not divide`(_ shape: [Int], size: Int) throws {
    guard shape[2] >= size else { return }
    for blocked in [false, true] {
      var generator = SeededGenerator(seed: 14, purpose: .weights, step: shape[1])
      let input = Numbers(random: shape, using: &generator)
      let (expected, winners) = PlainMaxPool.forward(input, size: size)
      let outputGradients = Numbers(random: expected.shape, using: &generator)
      let gradients = PlainMaxPool.backward(shape, winners: winners, outputGradients: outputGradients)
      let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked) { context, input in
        try MaxPool(context, input: input, size: size, mode: .training)
      }
      #expect(run.output == expected)
      #expect(run.inputGradients == gradients)
      let inference = try LayerRun(input, outputGradients: nil, blocked: blocked) { context, input in
        try MaxPool(context, input: input, size: size, mode: .inference)
      }
      #expect(inference.output == expected)
    }
  }

  @Test(arguments: [1, 5, 16, 64])
  func `the first of equal values in row-major order gets the gradient`(channels: Int) throws {
    for blocked in [false, true] {
      var generator = SeededGenerator(seed: 15, purpose: .weights, step: channels)
      var input = Numbers(random: [2, channels, 7, 6], in: 0...2.9, using: &generator)
      for index in 0..<input.count { input[index] = input[index].rounded(.down) }
      let (expected, winners) = PlainMaxPool.forward(input)
      let outputGradients = Numbers(random: expected.shape, using: &generator)
      let run = try LayerRun(input, outputGradients: outputGradients, blocked: blocked) { context, input in
        try MaxPool(context, input: input, mode: .training)
      }
      #expect(run.output == expected)
      #expect(
        run.inputGradients == PlainMaxPool.backward(input.shape, winners: winners, outputGradients: outputGradients))
    }
  }

  @Test func `the plain pooling's gradients are its central differences`() {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let input = Numbers(random: [2, 2, 5, 4], using: &generator)
    let (output, winners) = PlainMaxPool.forward(input)
    let weighting = Numbers(random: output.shape, using: &generator)
    let gradients = PlainMaxPool.backward(input.shape, winners: winners, outputGradients: weighting)
    let differences = centralDifferences(of: { PlainMaxPool.forward($0).output.dot(weighting) }, at: input)
    #expect(relativeDifference(gradients.values, differences.values) < 1e-8)
  }

  @Test func `the output is the maximum of each window, and incomplete windows are ignored`() throws {
    let input = Numbers([1, 1, 3, 5], [1, 2, 5, 5, 9, 4, 3, -1, 5, 9, 9, 9, 9, 9, 9])
    let run = try LayerRun(input, outputGradients: Numbers([1, 1, 1, 2], [10, 20])) { context, input in
      try MaxPool(context, input: input, mode: .training)
    }
    #expect(run.output == Numbers([1, 1, 1, 2], [4, 5]))
    #expect(run.inputGradients.values == [0, 0, 20, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test(arguments: [[2, 4, 1, 5], [2, 4, 5, 1], [2, 4, 5]])
  func `pooling rejects a map smaller than a window`(_ shape: [Int]) throws {
    let context = try ComputeContext()
    let input = try Tensor(try .plain(shape), withGradients: true)
    #expect(
      throws: TensorError.shape(
        operation: "max pooling", found: shape, expected: "N × C × H × W with H and W at least 2")
    ) {
      try MaxPool(context, input: input, mode: .training)
    }
  }
}
