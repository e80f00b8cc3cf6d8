/// The shape of one image's features between two operations.
package struct FeatureShape: Equatable, Sendable {
  package var channels: Int
  package var height: Int
  package var width: Int
  /// Whether the features are a map rather than a linear layer's outputs.
  var isMap = true

  var count: Int { channels * height * width }

  var description: String {
    isMap ? "a map of \(channels) × \(height) × \(width)" : "the \(channels) outputs of a linear layer"
  }
}

/// An operation with its input and output shapes and the name of its parameters.
package struct EncoderStage: Equatable, Sendable {
  package var operation: EncoderOperation
  /// The prefix of the parameters' names, such as `blocks.0` or, in a residual group, `blocks.0.body.1`; for operations
  /// without parameters, the name of their block.
  package var name: String
  package var input: FeatureShape
  package var output: FeatureShape
  /// Whether a convolution has a bias: not if a normalisation follows, whose shift replaces it.
  package var hasBias = true
  package var body: [EncoderStage] = []
  package var shortcut: [EncoderStage] = []

  /// This stage and the stages inside it.
  var flattened: [EncoderStage] { [self] + (body + shortcut).flatMap(\.flattened) }

  /// Resolves the shapes and names of consecutive operations.
  ///
  /// Convolutions, linear layers and residual groups each begin a new block. A normalisation belongs to the convolution
  /// right before it, or begins a block of its own.
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
      try stage.resolve()
      shape = stage.output
      stages.append(stage)
    }
    return stages
  }

  /// Determines the output shape and the stages inside.
  private mutating func resolve() throws(EncoderError) {
    if operation.needsMap && !input.isMap {
      throw incompatible("only relu, leaky, sigmoid and linear can")
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
    case .residual(let bodyOperations, let shortcutOperations):
      body = try Self.stages(bodyOperations, from: input, named: "\(name).body")
      shortcut = try Self.stages(shortcutOperations, from: input, named: "\(name).shortcut")
      output = body.last?.output ?? input
      let other = shortcut.last?.output ?? input
      guard output == other else {
        throw incompatible(
          "the outputs of its body, \(output.description), and its shortcut, \(other.description), can't be added; "
            + "shortcut (conv \(output.channels) 1, norm) changes the channels")
      }
    }
  }

  private func require(_ size: Int) throws(EncoderError) {
    guard min(input.height, input.width) >= size else {
      throw incompatible(
        "it needs \(size) × \(size) pixels; use larger images (--image-size) or less pooling before it")
    }
  }

  private func incompatible(_ hint: String) -> EncoderError {
    var text = operation.description
    if case .residual = operation { text = "residual" }
    return .incompatible(operation: text, input: input.description, hint: hint)
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
