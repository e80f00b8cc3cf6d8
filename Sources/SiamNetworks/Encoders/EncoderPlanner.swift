internal import SiamTensors

/// How an encoder's operations are computed.
package enum BlockKind: Sendable {
  /// The fastest way for each.
  case fastest
  /// Fused passes around direct convolutions.
  case direct
  /// One after the other, each with memory of its own, which the others are held against.
  case unfused
}

/// Plans an encoder's layers: fused blocks where convolution, normalisation, ReLU and pooling follow each other as in
/// conv4, a layer for each operation everywhere else.
struct EncoderPlanner {
  let context: ComputeContext
  let parameters: ParameterStore
  let mode: Mode
  let kind: BlockKind
  let arena = Arena()
  private(set) var layers: [any Layer] = []
  private let description: EncoderDescription
  private let images: Tensor
  private var placed = 0
  /// Whether the output of what is being planned is the network's.
  private var isLast = false

  /// A plan without layers yet.
  init(
    _ context: ComputeContext, _ description: EncoderDescription, images: Tensor, parameters: ParameterStore,
    mode: Mode, kind: BlockKind
  ) {
    self.context = context
    self.description = description
    self.images = images
    self.parameters = parameters
    self.mode = mode
    self.kind = kind
  }

  /// Plans everything; afterwards the arena is to be allocated.
  ///
  /// - Returns: the features, `N × dimension`.
  mutating func plan() throws(TensorError) -> Tensor {
    let last = try plan(description.stages, from: images, isOutermost: true)
    place()?.use(last)
    return last.shape.count == 2 ? last : add(try Flatten(context, input: last, mode: mode))
  }

  /// Plans stages that follow each other.
  private mutating func plan(
    _ stages: [EncoderStage], from input: Tensor, isOutermost: Bool
  ) throws(TensorError) -> Tensor {
    var (last, rest, isOverwritable) = (input, stages[...], false)
    while let stage = rest.first {
      let isBlock = kind != .unfused && beginsBlock(rest)
      let next = rest.dropFirst().first?.operation
      var length = isBlock ? Self.blockLength : stage.operation == .normalization && next == .relu ? 2 : 1
      // Activations in place come after the layer whose output they are.
      if isOutermost { isLast = rest.dropFirst(length).allSatisfy(\.operation.isActivation) }
      if isBlock, let output = try block(stage, from: last, isFirst: last === images) {
        (last, isOverwritable) = (output, false)
      } else {
        if isBlock { length = 1 }
        last = try layer(stage, before: next, from: last, isOverwritable: isOverwritable)
        isOverwritable = !stage.operation.isActivation
      }
      rest = rest.dropFirst(length)
    }
    return last
  }

  /// Adds the input to what the stages within make of it.
  mutating func residual(_ stage: EncoderStage, from input: Tensor) throws(TensorError) -> Tensor {
    let begin = place(using: input)
    let fork = try Fork(context, input: input, mode: mode, in: begin)
    layers.append(fork)
    let body = try plan(stage.body, from: fork.output, isOutermost: false)
    let shortcut = try plan(stage.shortcut, from: fork.secondOutput, isOutermost: false)
    let end = place(using: body)
    end?.use(shortcut)
    return add(try Sum(context, body, shortcut, mode: mode, in: end))
  }

  /// A place for the next layer, or nil: then it has memory of its own.
  mutating func place() -> Placement? {
    guard kind != .unfused else { return nil }
    placed += 1
    // A residual group takes two: its fork and its sum. And one for what becomes of the features.
    let most = 2 * description.flattened.count + 1
    return Placement(arena, layer: placed - 1, of: most, isLast: isLast, mode: mode)
  }

  /// The same for a layer that uses a tensor.
  mutating func place(using tensor: Tensor) -> Placement? {
    let place = place()
    place?.use(tensor)
    return place
  }

  /// Puts a layer behind the others.
  mutating func add(_ layer: any Layer) -> Tensor {
    layers.append(layer)
    return layer.output
  }

  func parameter(_ stage: EncoderStage, _ name: String) -> Parameter {
    parameters.parameter("\(stage.name).\(name)")
  }

  func statistic(_ stage: EncoderStage, _ name: String) -> FloatBuffer {
    parameters.statistic("\(stage.name).\(name)")
  }
}

extension EncoderOperation {
  /// Whether it is a function of each number by itself.
  fileprivate var isActivation: Bool {
    switch self {
    case .relu, .leakyReLU, .sigmoid: true
    default: false
    }
  }
}
