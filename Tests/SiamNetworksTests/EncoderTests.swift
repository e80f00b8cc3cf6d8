import PlainReference
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct EncoderTests {
  private static let conv4 = EncoderDescription(.conv4, channels: 1, height: 28, width: 28)

  private func store(_ description: EncoderDescription, seed: UInt64 = 1) throws -> ParameterStore {
    let store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    description.initialize(store, using: &generator)
    return store
  }

  @Test func `conv4 takes 28 × 28 to a vector of 64 with 111,680 parameters`() throws {
    #expect(Self.conv4.dimension == 64)
    #expect(try store(Self.conv4).parameterCount == 64 * 9 + 3 * 64 * 64 * 9 + 4 * 128)
    // 0.9 million operations in the first block; 2 · 9 · 64 · 64 · (14² + 7² + 3²) in the others.
    #expect(Self.conv4.convolutionOperations == 2 * 9 * 64 * 784 + 2 * 9 * 64 * 64 * (196 + 49 + 9))
    #expect(EncoderDescription(.conv4, channels: 3, height: 84, width: 60).dimension == 64 * 5 * 3)
  }

  @Test func `initial weights lie within one over the root of their inputs, scales are one and shifts zero`() throws {
    let store = try store(Self.conv4)
    let bounds: [Float] = [1.0 / 3, 1.0 / 24, 1.0 / 24, 1.0 / 24]
    for (index, bound) in bounds.enumerated() {
      let weights = store.values("blocks.\(index).convolution.weight").values
      #expect(weights.allSatisfy { abs($0) <= bound })
      #expect(weights.contains { $0 > 0.9 * bound } && weights.contains { $0 < -0.9 * bound })
      #expect(store.values("blocks.\(index).normalization.weight").values.allSatisfy { $0 == 1 })
      #expect(store.values("blocks.\(index).normalization.bias").values.allSatisfy { $0 == 0 })
      #expect(store.statistic("blocks.\(index).normalization.running_mean").values.allSatisfy { $0 == 0 })
      #expect(store.statistic("blocks.\(index).normalization.running_var").values.allSatisfy { $0 == 1 })
    }
  }

  @Test(arguments: [Mode.training, .inference], [1, 16])
  func `no convolution, normalisation or pooling of conv4 is a reference kernel`(mode: Mode, batch: Int) throws {
    let encoder = try Encoder(
      try ComputeContext(), Self.conv4, parameters: try store(Self.conv4), batch: batch, mode: mode)
    let chosen = encoder.implementations
    let kernels = chosen.filter {
      $0.hasPrefix("convolution") || $0.hasPrefix("batch normalisation") || $0.hasPrefix("max pooling")
    }
    // Four blocks; backward adds as many, and the data gradients of all but the first convolution, to three layers
    // each.
    #expect(kernels.count == (mode == .training ? 4 * 3 + 4 * 3 + 3 : 4 * 3))
    #expect(kernels.allSatisfy { !$0.contains("ref") }, "\(chosen)")
  }

  @Test(arguments: [(0, 28, 28), (2, 15, 28), (2, 28, 15), (2, 0, 0)])
  func `an encoder refuses no images and images too small for its poolings`(
    _ size: (batch: Int, height: Int, width: Int)
  ) throws {
    let description = EncoderDescription(.conv4, channels: 1, height: size.height, width: size.width)
    let store = try store(Self.conv4)
    #expect(
      throws: TensorError.shape(
        operation: "encoder", found: [size.batch, 1, size.height, size.width], expected: "room for 4 poolings")
    ) {
      try Encoder(try ComputeContext(), description, parameters: store, batch: size.batch, mode: .training)
    }
  }

  @Test func `encoders of any batch size share parameters, and inference embeds each image by itself`() throws {
    let (context, description) = (
      try ComputeContext(), EncoderDescription(channels: 3, height: 13, width: 10, widths: [5, 20])
    )
    let store = try store(description)
    var generator = SeededGenerator(seed: 2, purpose: .sampling)
    let images = Numbers(random: [5, 3, 13, 10], using: &generator)
    let training = try Encoder(context, description, parameters: store, batch: 5, mode: .training)
    training.images.copy(from: images.floats)
    try training.forward()
    let five = try Encoder(context, description, parameters: store, batch: 5, mode: .inference)
    let one = try Encoder(context, description, parameters: store, batch: 1, mode: .inference)
    five.images.copy(from: images.floats)
    try five.forward()
    #expect(five.features.count == 5 * description.dimension)
    let size = images.count / 5
    for image in 0..<5 {
      one.images.copy(from: Array(images.floats[image * size..<(image + 1) * size]))
      try one.forward()
      let range = image * description.dimension..<(image + 1) * description.dimension
      let expected = Numbers([range.count], five.features.slice(range).values.map(Double.init))
      #expect(relativeDifference(one.features.values, expected) < 1e-5)
    }
    #expect(training.features.values != five.features.values)
  }
}
