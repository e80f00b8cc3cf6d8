import SiamTensors

extension EncoderPlanner {
  /// The number of stages in a block.
  static let blockLength = 4

  /// Whether the stages begin with a block: a 3×3 convolution with padding 1, normalisation, ReLU and 2×2 pooling.
  func beginsBlock(_ stages: ArraySlice<EncoderStage>) -> Bool {
    let operations = stages.prefix(Self.blockLength).map(\.operation)
    guard case .convolution(_, kernel: 3, stride: 1, padding: 1) = operations[0] else { return false }
    return operations.dropFirst() == [.normalization, .relu, .maxPool(size: 2)]
  }

  /// Plans the fused block that a convolution begins, or returns nil if the fused passes don't support its map.
  ///
  /// `isFirst` means that the input is the images; then the whole block is one layer.
  mutating func block(
    _ stage: EncoderStage, from input: Tensor, isFirst: Bool
  ) throws(TensorError) -> Tensor? {
    let weights = parameter(stage, "convolution.weight")
    let (scale, shift) = (parameter(stage, "normalization.weight"), parameter(stage, "normalization.bias"))
    let mean = statistic(stage, "normalization.running_mean")
    let variance = statistic(stage, "normalization.running_var")
    let mapLayout = try Convolution.outputLayout(context, input: input.layout, outputs: weights.shape[0], mode: mode)
    if isFirst, FirstBlock.supports(channels: input.shape[1], mapLayout: mapLayout), let placement = placement() {
      return add(
        try FirstBlock(
          context, input: input, weights: weights, scale: scale, shift: shift, runningMean: mean,
          runningVariance: variance, mapLayout: mapLayout, mode: mode, in: placement))
    }
    let isWinograd = kind != .direct && WinogradConvolution.isFaster(for: input.layout, outputs: weights.shape[0])
    guard isWinograd || NormalizedPool.supports(mapLayout), let placement = placement(using: input) else { return nil }
    let map =
      if isWinograd {
        add(try WinogradConvolution(context, input: input, weights: weights, mode: mode, in: placement))
      } else {
        add(
          try Convolution(
            context, input: input, weights: weights, padding: 1, mode: mode, in: placement, overwritten: true))
      }
    guard let next = self.placement(using: map) else { return nil }
    return add(
      try NormalizedPool(
        context, input: map, scale: scale, shift: shift, runningMean: mean, runningVariance: variance, mode: mode,
        in: next))
  }
}
