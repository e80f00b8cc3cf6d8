/// What flows between two operations, for one image.
package struct FeatureShape: Equatable, Sendable {
  package var channels: Int
  package var height: Int
  package var width: Int
  /// Whether it is a map still; a dense layer's numbers are none.
  var isMap = true

  var count: Int { channels * height * width }

  var description: String {
    isMap ? "a map of \(channels) × \(height) × \(width)" : "the \(channels) numbers of a dense layer"
  }
}

/// An operation in its place: what enters, what leaves, and the name its parameters go by.
package struct EncoderStage: Equatable, Sendable {
  package var operation: EncoderOperation
  /// Such as `blocks.0`, or in a residual group `blocks.0.body.1`; operations without parameters go by the block they
  /// are in.
  package var name: String
  package var input: FeatureShape
  package var output: FeatureShape
  /// Of a convolution: whether no normalisation follows, whose shift would be its bias.
  package var hasBias = true
  package var body: [EncoderStage] = []
  package var shortcut: [EncoderStage] = []

  /// This stage, and those within it.
  var flattened: [EncoderStage] { [self] + (body + shortcut).flatMap(\.flattened) }

  /// The places of operations that follow each other.
  ///
  /// A convolution, a dense layer and a residual group begin a block each; a normalisation belongs to the convolution
  /// right before it, and begins a block where there is none.
  static func stages(
    _ operations: [EncoderOperation], from input: FeatureShape, named prefix: String
  ) throws(EncoderError) -> [EncoderStage] {
    var (stages, shape, block): ([EncoderStage], FeatureShape, Int) = ([], input, -1)
    for (index, operation) in operations.enumerated() {
      let next = index + 1 < operations.count ? operations[index + 1] : nil
      if operation.beginsBlock(after: index > 0 ? operations[index - 1] : nil) { block += 1 }
      var stage = EncoderStage(
        operation: operation, name: "\(prefix).\(max(block, 0))", input: shape, output: shape,
        hasBias: next != .normalization)
      try stage.settle()
      shape = stage.output
      stages.append(stage)
    }
    return stages
  }

  /// Finds what leaves, and the stages within.
  private mutating func settle() throws(EncoderError) {
    if operation.needsMap && !input.isMap {
      throw misfit("only relu, leaky, sigmoid and linear can")
    }
    switch operation {
    case .normalization, .relu, .leakyReLU, .sigmoid: break
    case .convolution(let outputs, let kernel, let stride, let padding):
      try require(kernel - 2 * padding)
      output.channels = outputs
      output.height = (input.height + 2 * padding - kernel) / stride + 1
      output.width = (input.width + 2 * padding - kernel) / stride + 1
    case .maxPool(let size):
      try require(size)
      output.height = input.height / size
      output.width = input.width / size
    case .averagePool:
      output.height = 1
      output.width = 1
    case .linear(let outputs): output = FeatureShape(channels: outputs, height: 1, width: 1, isMap: false)
    case .residual(let inside, let beside):
      body = try Self.stages(inside, from: input, named: "\(name).body")
      shortcut = try Self.stages(beside, from: input, named: "\(name).shortcut")
      output = body.last?.output ?? input
      let other = shortcut.last?.output ?? input
      guard output == other else {
        throw misfit(
          "its body makes \(output.description) of it and its shortcut \(other.description), which have no sum; "
            + "shortcut (conv \(output.channels) 1, norm) changes the channels")
      }
    }
  }

  private func require(_ size: Int) throws(EncoderError) {
    guard min(input.height, input.width) >= size else {
      throw misfit("it needs \(size) × \(size) pixels; use larger images (--image-size) or fewer poolings before")
    }
  }

  private func misfit(_ remedy: String) -> EncoderError {
    var words = operation.description
    if case .residual = operation { words = "residual" }
    return .misfit(operation: words, input: input.description, remedy: remedy)
  }
}

extension EncoderOperation {
  fileprivate var needsMap: Bool {
    switch self {
    case .convolution, .normalization, .maxPool, .averagePool, .residual: true
    case .relu, .leakyReLU, .sigmoid, .linear: false
    }
  }

  fileprivate func beginsBlock(after previous: EncoderOperation?) -> Bool {
    switch self {
    case .convolution, .linear, .residual: return true
    case .normalization:
      if case .convolution = previous { return false }
      return true
    case .relu, .leakyReLU, .sigmoid, .maxPool, .averagePool: return false
    }
  }
}
