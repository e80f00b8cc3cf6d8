import SiamTensors

/// The implementation of an encoder's blocks.
package enum BlockKind: Sendable {
  /// The fastest implementation of each operation.
  case fastest
  /// Fused passes with direct convolutions.
  case direct
  /// A separate layer for each operation, each with memory of its own; a reference for testing the others.
  case unfused
}

/// Plans an encoder's layers: a fused block for convolution, normalisation, ReLU and pooling as in conv4, and a
/// separate layer for any other operation.
struct EncoderPlanner {
  let context: ComputeContext
  let parameters: ParameterStore
  let mode: Mode
  let kind: BlockKind
  let arena = Arena()
  private(set) var layers: [any Layer] = []
  private let description: EncoderDescription
  private let images: Tensor
  private var placementCount = 0
  /// Whether the layer being planned computes the network's output.
  private var isLast = false

  /// Creates a plan without layers.
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

  /// Plans all layers; the caller then allocates the arena.
  ///
  /// - Returns: the features, `N × dimension`.
  mutating func plan() throws(TensorError) -> Tensor {
    let last = try plan(description.stages, from: images, isOutermost: true)
    placement()?.use(last)
    return last.shape.count == 2 ? last : add(try Flatten(context, input: last, mode: mode))
  }

  /// Plans consecutive stages.
  private mutating func plan(
    _ stages: [EncoderStage], from input: Tensor, isOutermost: Bool
  ) throws(TensorError) -> Tensor {
    var (last, rest, isOverwritable) = (input, stages[...], false)
    while let stage = rest.first {
      let isBlock = kind != .unfused && beginsBlock(rest)
      let next = rest.dropFirst().first?.operation
      var length = isBlock ? Self.blockLength : stage.operation == .normalization && next == .relu ? 2 : 1
      // In-place activations share the output of the layer before them, which is therefore the last one too.
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

  /// Plans a residual group: the sum of its body and its shortcut.
  mutating func residual(_ stage: EncoderStage, from input: Tensor) throws(TensorError) -> Tensor {
    let start = placement(using: input)
    let fork = try Fork(context, input: input, mode: mode, in: start)
    layers.append(fork)
    let body = try plan(stage.body, from: fork.output, isOutermost: false)
    let shortcut = try plan(stage.shortcut, from: fork.secondOutput, isOutermost: false)
    let end = placement(using: body)
    end?.use(shortcut)
    return add(try Sum(context, body, shortcut, mode: mode, in: end))
  }

  /// Returns the next layer's placement, or nil if layers have memory of their own.
  mutating func placement() -> Placement? {
    guard kind != .unfused else { return nil }
    placementCount += 1
    // A residual group has two layers, its fork and its sum; one more placement is for the use of the features.
    let maxCount = 2 * description.flattened.count + 1
    return Placement(arena, layer: placementCount - 1, of: maxCount, isLast: isLast, mode: mode)
  }

  /// Returns the next layer's placement and extends a tensor's lifetime until that layer has used it.
  mutating func placement(using tensor: Tensor) -> Placement? {
    let placement = placement()
    placement?.use(tensor)
    return placement
  }

  /// Appends a layer and returns its output.
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
  /// Whether the operation is element-wise.
  fileprivate var isActivation: Bool {
    switch self {
    case .relu, .leakyReLU, .sigmoid: true
    default: false
    }
  }
}
