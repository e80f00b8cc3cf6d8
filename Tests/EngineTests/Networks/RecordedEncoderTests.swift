import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares encoders with PyTorch's in double precision (Fixtures/make-encoder-fixtures.py).
@Suite(.computing)
struct RecordedEncoderTests {
  struct Recorded: Sendable, CustomTestStringConvertible {
    var name: String
    /// The shape of the images: batch, channels, height, width.
    var shape: [Int]
    var operations: [EncoderOperation]

    var testDescription: String { name }
  }

  private static let recorded = [
    Recorded(name: "resnet12-like", shape: [3, 2, 19, 16], operations: .resnet12(widths: [6, 9, 17])),
    Recorded(name: "conv4-rgb", shape: [5, 3, 19, 16], operations: .conv4(widths: [16, 9])),
    Recorded(
      name: "koch-like", shape: [4, 1, 29, 29],
      operations: [
        .convolution(outputs: 6, kernel: 6, padding: 0), .relu, .maxPool(size: 2),
        .convolution(outputs: 9, kernel: 4, padding: 0), .relu, .maxPool(size: 2),
        .convolution(outputs: 8, kernel: 3, padding: 0), .relu, .linear(outputs: 21), .sigmoid,
      ]),
  ]

  /// Draws the parameters in the same way as the script.
  private func draw(_ store: ParameterStore) {
    var generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .weights)
    var bound: Float = 0
    for shape in store.shapes {
      let values = store.values(shape.name)
      if shape.shape.count > 1 { bound = 1 / Float(shape.count / shape.shape[0]).squareRoot() }
      for index in 0..<values.count {
        if shape.name.hasSuffix("normalization.weight") {
          values[index] = (generator.symmetric(0.5) + 1) * (index % 5 == 0 ? -1 : 1)
        } else {
          values[index] = generator.symmetric(shape.name.hasSuffix("normalization.bias") ? 0.3 : bound)
        }
      }
    }
  }

  @Test(arguments: recorded, [BlockKind.fastest, .unfused])
  func `features, gradients and running statistics match PyTorch`(
    _ recorded: Recorded, _ kind: BlockKind
  ) throws {
    let (fixture, shape) = (try Fixture(recorded.name), recorded.shape)
    let description = EncoderDescription(
      channels: shape[1], height: shape[2], width: shape[3], operations: recorded.operations)
    #expect(description.problem == nil)
    let store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
    var generator = SeededGenerator(seed: 1, purpose: .weights)
    description.initialize(store, using: &generator)
    draw(store)
    store.gradients.fill(.nan)
    let context = try ComputeContext()
    let encoder = try Encoder(
      context, description, parameters: store, batch: shape[0], mode: .training, blocks: kind)
    generator = SeededGenerator(seed: RecordedConv4.seed, purpose: .sampling)
    let images = (0..<shape.reduce(1, *)).map { _ in generator.symmetric(1) }
    encoder.images.copy(from: images)
    try encoder.forward()
    #expect(relativeDifference(encoder.features.values.map(Double.init), try fixture("features")) < 1e-5)
    encoder.featureGradients?.copy(from: (0..<encoder.features.count).map { _ in generator.symmetric(1) })
    try encoder.backward()
    for shape in store.shapes {
      let gradients = store.gradients(shape.name).values.map(Double.init)
      let some = stride(from: 0, to: gradients.count, by: gradients.count > 500 ? 7 : 1).map { gradients[$0] }
      #expect(relativeDifference(some, try fixture("gradient.\(shape.name)")) < 1e-4, "\(shape.name)")
    }
    for shape in store.statisticShapes {
      let found = store.statistic(shape.name).values.map(Double.init)
      #expect(relativeDifference(found, try fixture(shape.name)) < 1e-5, "\(shape.name)")
    }
    let inference = try Encoder(
      context, description, parameters: store, batch: shape[0], mode: .inference, blocks: kind)
    inference.images.copy(from: images)
    // Run twice: in-place operations must not overwrite what a second pass reads.
    for _ in 0..<2 { try inference.forward() }
    #expect(relativeDifference(inference.features.values.map(Double.init), try fixture("inference")) < 1e-5)
  }
}
