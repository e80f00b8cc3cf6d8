internal import SiamTensors

extension EncoderPlanner {
  /// Stages of a block.
  static let blockLength = 4

  /// Whether a 3×3 convolution with padding 1, normalisation, ReLU and 2×2 pooling come next.
  func beginsBlock(_ stages: ArraySlice<EncoderStage>) -> Bool {
    let operations = stages.prefix(Self.blockLength).map(\.operation)
    guard case .convolution(_, kernel: 3, stride: 1, padding: 1) = operations[0] else { return false }
    return operations.dropFirst() == [.normalization, .relu, .maxPool(size: 2)]
  }

  /// Plans the block that a convolution begins, or nothing where fused passes can't work on its map.
  ///
  /// The first block is computed straight from the images.
  mutating func block(
    _ stage: EncoderStage, from input: Tensor, isFirst: Bool
  ) throws(TensorError) -> Tensor? {
    let weights = parameter(stage, "convolution.weight")
    let (scale, shift) = (parameter(stage, "normalization.weight"), parameter(stage, "normalization.bias"))
    let mean = statistic(stage, "normalization.running_mean")
    let variance = statistic(stage, "normalization.running_var")
    let mapLayout = try Convolution.outputLayout(context, input: input.layout, outputs: weights.shape[0], mode: mode)
    if isFirst, FirstBlock.fits(channels: input.shape[1], mapLayout: mapLayout), let place = place() {
      return add(
        try FirstBlock(
          context, input: input, weights: weights, scale: scale, shift: shift, runningMean: mean,
          runningVariance: variance, mapLayout: mapLayout, mode: mode, in: place))
    }
    let isWinograd = kind != .direct && WinogradConvolution.pays(input.layout, outputs: weights.shape[0])
    guard isWinograd || NormalizedPool.fits(mapLayout), let place = place(using: input) else { return nil }
    let map =
      if isWinograd {
        add(try WinogradConvolution(context, input: input, weights: weights, mode: mode, in: place))
      } else {
        add(
          try Convolution(
            context, input: input, weights: weights, padding: 1, mode: mode, in: place, overwritten: true))
      }
    guard let next = self.place(using: map) else { return nil }
    return add(
      try NormalizedPool(
        context, input: map, scale: scale, shift: shift, runningMean: mean, runningVariance: variance, mode: mode,
        in: next))
  }
}
