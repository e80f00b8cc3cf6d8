internal import SiamTensors

/// How an encoder's blocks are computed.
package enum BlockKind: Sendable {
  /// The fastest way for each.
  case fastest
  /// Fused passes around direct convolutions.
  case direct
  /// The plain sequence of convolution, normalisation with ReLU and pooling, which the others are held against.
  case unfused
}

/// Plans the layers of an encoder's blocks: convolution, normalisation, ReLU and pooling.
struct BlockPlanner {
  let context: ComputeContext
  let parameters: ParameterStore
  let arena: Arena
  let blocks: Int
  let mode: Mode
  let kind: BlockKind

  /// The layers of block `index`, in order.
  func plan(_ index: Int, input: Tensor) throws(TensorError) -> [any Layer] {
    guard kind != .unfused else { return try unfused(index, input: input) }
    let weights = parameters.parameter("blocks.\(index).convolution.weight")
    if index == 0 {
      let mapLayout = try Convolution.outputLayout(
        context, input: input.layout, outputs: weights.shape[0], mode: mode)
      if FirstBlock.fits(channels: input.shape[1], mapLayout: mapLayout) {
        return [
          try FirstBlock(
            context, input: input, weights: weights, scale: normalization(index, "weight"),
            shift: normalization(index, "bias"), runningMean: statistic(index, "running_mean"),
            runningVariance: statistic(index, "running_var"), mapLayout: mapLayout, mode: mode,
            in: place(2 * index + 1))
        ]
      }
    }
    let convolution: any Layer =
      if kind != .direct, WinogradConvolution.pays(input.layout, outputs: weights.shape[0]) {
        try WinogradConvolution(context, input: input, weights: weights, mode: mode, in: place(2 * index))
      } else {
        try Convolution(
          context, input: input, weights: weights, padding: 1, mode: mode, in: place(2 * index), overwritten: true)
      }
    guard NormalizedPool.fits(convolution.output.layout) else { return try unfused(index, input: input) }
    return [
      convolution,
      try NormalizedPool(
        context, input: convolution.output, scale: normalization(index, "weight"),
        shift: normalization(index, "bias"), runningMean: statistic(index, "running_mean"),
        runningVariance: statistic(index, "running_var"), mode: mode, in: place(2 * index + 1)),
    ]
  }

  private func unfused(_ index: Int, input: Tensor) throws(TensorError) -> [any Layer] {
    let convolution = try Convolution(
      context, input: input, weights: parameters.parameter("blocks.\(index).convolution.weight"), padding: 1,
      mode: mode)
    let normalized = try BatchNormalization(
      context, input: convolution.output, scale: normalization(index, "weight"), shift: normalization(index, "bias"),
      runningMean: statistic(index, "running_mean"), runningVariance: statistic(index, "running_var"), withReLU: true,
      mode: mode)
    return [convolution, normalized, try MaxPool(context, input: normalized.output, mode: mode)]
  }

  private func place(_ layer: Int) -> Placement { Placement(arena, layer: layer, of: 2 * blocks, mode: mode) }

  private func normalization(_ index: Int, _ name: String) -> Parameter {
    parameters.parameter("blocks.\(index).normalization.\(name)")
  }

  private func statistic(_ index: Int, _ name: String) -> FloatBuffer {
    parameters.statistic("blocks.\(index).normalization.\(name)")
  }
}
