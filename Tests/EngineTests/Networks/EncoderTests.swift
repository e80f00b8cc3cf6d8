import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct EncoderTests {
  private static let conv4 = EncoderDescription(channels: 1, height: 28, width: 28, operations: .conv4())

  private func store(_ description: EncoderDescription, seed: UInt64 = 1) throws -> ParameterStore {
    let store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    description.initialize(store, using: &generator)
    return store
  }

  @Test func `conv4 maps 28 × 28 pixels to a vector of 64 with 111,680 parameters`() throws {
    #expect(Self.conv4.dimension == 64)
    #expect(try store(Self.conv4).parameterCount == 64 * 9 + 3 * 64 * 64 * 9 + 4 * 128)
    // 0.9 million operations in the first block; 2 · 9 · 64 · 64 · (14² + 7² + 3²) in the others.
    #expect(Self.conv4.convolutionOperations == 2 * 9 * 64 * 784 + 2 * 9 * 64 * 64 * (196 + 49 + 9))
    #expect(try EncoderDescription(.conv4, channels: 3, height: 84, width: 60).dimension == 64 * 5 * 3)
  }

  @Test func `initial weights are within 1/√inputs, scales are 1 and shifts 0`() throws {
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
  func `conv4 uses fused passes and fast kernels, and doesn't convert layouts of maps`(mode: Mode, batch: Int) throws {
    let encoder = try Encoder(
      try ComputeContext(), Self.conv4, parameters: try store(Self.conv4), batch: batch, mode: mode, blocks: .direct)
    let chosen = encoder.implementations
    let convolutions = chosen.filter { $0.hasPrefix("convolution") }
    #expect(convolutions.count == (mode == .training ? 3 * 3 : 3))
    #expect(convolutions.allSatisfy { !$0.contains("ref") }, "\(chosen)")
    #expect(chosen.filter { $0.contains("fused:") }.count == 4)
    // Only weights, which are small, are copied to the layout that each primitive prefers.
    let others = chosen.filter { !$0.hasPrefix("convolution") && !$0.contains("fused:") }
    #expect(others.allSatisfy { $0.hasPrefix("weight") }, "\(others)")
  }

  @Test(arguments: [Mode.training, .inference])
  func `unfused conv4 has no reference kernels either`(mode: Mode) throws {
    let encoder = try Encoder(
      try ComputeContext(), Self.conv4, parameters: try store(Self.conv4), batch: 16, mode: mode, blocks: .unfused)
    let kernels = encoder.implementations.filter {
      $0.hasPrefix("convolution") || $0.hasPrefix("batch normalisation") || $0.hasPrefix("max pooling")
    }
    // Four blocks of three layers; backward adds as many, and the data gradients of all convolutions but the first.
    #expect(kernels.count == (mode == .training ? 4 * 3 + 4 * 3 + 3 : 4 * 3))
    #expect(kernels.allSatisfy { !$0.contains("ref") }, "\(kernels)")
  }

  @Test(arguments: 1...12)
  func `fused and unfused encoders of any shape give the same features and gradients`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    let widths = (0..<Int.random(in: 1...3, using: &generator)).map { _ in Int.random(in: 1...40, using: &generator) }
    let description = EncoderDescription(
      channels: Int.random(in: 1...5, using: &generator), height: Int.random(in: 8...19, using: &generator),
      width: Int.random(in: 8...19, using: &generator), widths: widths)
    let batch = seed % 4 == 0 ? 1 : Int.random(in: 2...9, using: &generator)
    let images = Numbers(
      random: [batch, description.channels, description.height, description.width], in: 0...1, using: &generator)
    let outputGradients = Numbers(random: [batch, description.dimension], using: &generator)
    var results: [[String: [Float]]] = []
    for kind in [BlockKind.fastest, .unfused] {
      let store = try store(description, seed: seed)
      let encoder = try Encoder(
        try ComputeContext(), description, parameters: store, batch: batch, mode: .training, blocks: kind)
      for (index, width) in widths.enumerated() {
        let scale = store.values("blocks.\(index).normalization.weight")
        for channel in 0..<width where channel % 3 == 1 { scale[channel] = -0.7 }
      }
      encoder.images.copy(from: images.floats)
      try encoder.forward()
      encoder.featureGradients?.copy(from: outputGradients.floats)
      var result = ["features": encoder.features.values]
      try encoder.backward()
      for shape in store.shapes { result[shape.name] = store.gradients(shape.name).values }
      results.append(result)
    }
    for (name, expected) in results[1] {
      let found = relativeDifference(
        results[0][name] ?? [], Numbers([expected.count], expected.map(Double.init)))
      #expect(found < 1e-4, "\(name) of \(description), batch \(batch)")
    }
  }

  @Test(arguments: [(2, 15, 28, 1), (2, 28, 15, 1), (2, 0, 0, 0)])
  func `an encoder rejects images that are too small for its pooling`(
    _ size: (batch: Int, height: Int, width: Int, left: Int)
  ) throws {
    let description = EncoderDescription(
      channels: 1, height: size.height, width: size.width, operations: .conv4())
    #expect(description.dimension == 0 && description.parameterShapes.isEmpty)
    let store = try store(Self.conv4)
    let error = try #require(throws: TensorError.self) {
      try Encoder(try ComputeContext(), description, parameters: store, batch: size.batch, mode: .training)
    }
    #expect("\(error)".contains("'pool 2' can't follow a map of") || size.left == 0, "\(error)")
    #expect("\(error)".hasPrefix("encoder: invalid shape [\(size.batch), 1, \(size.height), \(size.width)]"))
  }

  @Test func `an encoder rejects empty batches and empty operations`() throws {
    let store = try store(Self.conv4)
    for (batch, operations) in [(0, [EncoderOperation].conv4()), (2, [])] {
      let description = EncoderDescription(channels: 1, height: 28, width: 28, operations: operations)
      #expect(
        throws: TensorError.shape(
          operation: "encoder", found: [batch, 1, 28, 28], expected: "at least one image and one operation")
      ) {
        try Encoder(try ComputeContext(), description, parameters: store, batch: batch, mode: .training)
      }
    }
  }

  @Test func `encoders share parameters, and inference embeds each image independently`() throws {
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
