import PlainReference
import SiamTensors
import Testing

/// Compares Winograd's convolution with oneDNN's direct one, on blocked layouts as inside a network.
@Suite(.computing)
struct WinogradConvolutionTests {
  struct Sample {
    var shape: [Int]
    var outputs: Int
  }

  private static let samples: [Sample] = {
    var generator = SeededGenerator(seed: 21, purpose: .sampling)
    let channels = [1, 5, 8, 16, 17, 24, 31, 32, 40, 64]
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    return [Sample(shape: [9, 64, 14, 14], outputs: 64), Sample(shape: [1, 16, 1, 1], outputs: 16)]
      + (0..<24).map { index in
        Sample(
          shape: [index % 5 == 0 ? 1 : pick(2...5), channels[pick(0...9)], pick(1...15), pick(1...15)],
          outputs: channels[pick(0...9)])
      }
  }()

  private struct Result {
    var output: [Float]
    var weightGradients: [Float]
    var inputGradients: [Float]
  }

  /// Runs a convolution of images, whose output is blocked, and then the one under test.
  private func run(_ sample: Sample, winograd: Bool, mode: Mode, threads: Int? = nil) throws -> Result? {
    var generator = SeededGenerator(seed: 3, purpose: .weights)
    let (channels, outputs) = (sample.shape[1], sample.outputs)
    let store = try ParameterStore(
      [ParameterShape("first", [channels, 3, 3, 3]), ParameterShape("weight", [outputs, channels, 3, 3])],
      statistics: [])
    for index in 0..<store.values.count { store.values[index] = generator.symmetric(0.5) }
    let context = try ComputeContext(threads: threads)
    let input = try Tensor(try .plain([sample.shape[0], 3, sample.shape[2], sample.shape[3]]), withGradients: true)
    for index in 0..<input.values.count { input.values[index] = generator.symmetric(1) + 0.3 }
    let (arena, first) = (
      Arena(), try Convolution(context, input: input, weights: store.parameter("first"), padding: 1, mode: mode)
    )
    func placement(_ layer: Int) -> Placement { Placement(arena, layer: layer, of: 2, mode: mode) }
    let tested: any Layer
    if winograd {
      guard WinogradConvolution.supports(first.output.layout, outputs: outputs) else { return nil }
      tested = try WinogradConvolution(
        context, input: first.output, weights: store.parameter("weight"), mode: mode, in: placement(0))
    } else {
      tested = try Convolution(
        context, input: first.output, weights: store.parameter("weight"), padding: 1, mode: mode)
    }
    let flatten = try Flatten(context, input: tested.output, mode: mode)
    try arena.allocate()
    let layers: [any Layer] = [first, tested, flatten]
    // Run twice, as a pass must overwrite the results of the previous one.
    var output: [Float] = []
    for _ in 0..<2 {
      for layer in layers { try layer.forward() }
      output = flatten.output.values.values
      guard let gradients = flatten.output.gradients else { continue }
      var generator = SeededGenerator(seed: 5, purpose: .sampling)
      for index in 0..<gradients.count { gradients[index] = generator.symmetric(1) }
      store.gradients.fill(.nan)
      for layer in layers.reversed() { try layer.backward() }
    }
    return Result(
      output: output, weightGradients: store.gradients("weight").values,
      inputGradients: input.gradients?.values ?? [])
  }

  @Test(arguments: samples) func `the results match the direct convolution`(_ sample: Sample) throws {
    for mode in [Mode.training, .inference] {
      guard let found = try run(sample, winograd: true, mode: mode) else { continue }
      let expected = try #require(try run(sample, winograd: false, mode: mode))
      func difference(_ part: (Result) -> [Float]) -> Double {
        let values = part(expected)
        return relativeDifference(part(found), Numbers([values.count], values.map(Double.init)))
      }
      let output = difference(\.output)
      #expect(output < 2e-5, "\(sample.shape) to \(sample.outputs)")
      guard mode == .training else { continue }
      let (weights, input) = (difference(\.weightGradients), difference(\.inputGradients))
      #expect(weights < 2e-5, "\(sample.shape) to \(sample.outputs)")
      #expect(input < 2e-5, "\(sample.shape) to \(sample.outputs)")
    }
  }

  @Test func `common widths are supported`() throws {
    #expect(try run(Sample(shape: [2, 64, 7, 7], outputs: 64), winograd: true, mode: .training) != nil)
    #expect(try run(Sample(shape: [2, 32, 8, 8], outputs: 16), winograd: true, mode: .inference) != nil)
  }

  @Test func `the results don't depend on the number of threads`() throws {
    let sample = Sample(shape: [33, 64, 14, 14], outputs: 64)
    let one = try run(sample, winograd: true, mode: .training, threads: 1)
    let three = try run(sample, winograd: true, mode: .training, threads: 3)
    #expect(one != nil && one?.output == three?.output)
    #expect(one?.weightGradients == three?.weightGradients)
  }
}
