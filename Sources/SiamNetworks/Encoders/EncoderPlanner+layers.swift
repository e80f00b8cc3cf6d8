import SiamTensors

extension EncoderPlanner {
  /// Plans a single stage; a normalisation includes the ReLU that follows it, if there is one.
  mutating func layer(
    _ stage: EncoderStage, before next: EncoderOperation?, from input: Tensor, isOverwritable: Bool
  ) throws(TensorError) -> Tensor {
    switch stage.operation {
    case .convolution(_, let kernel, let stride, let padding):
      return try convolution(
        stage, from: input, stride: stride, padding: padding, isPlain: (kernel, stride, padding) == (3, 1, 1))
    case .normalization:
      let placement = placement(using: input)
      return add(
        try BatchNormalization(
          context, input: input, scale: parameter(stage, "normalization.weight"),
          shift: parameter(stage, "normalization.bias"), runningMean: statistic(stage, "normalization.running_mean"),
          runningVariance: statistic(stage, "normalization.running_var"), withReLU: next == .relu, mode: mode,
          in: placement))
    case .relu: return try activation(.relu, from: input, isOverwritable)
    case .leakyReLU(let slope): return try activation(.leakyReLU(slope: slope), from: input, isOverwritable)
    case .sigmoid: return try activation(.sigmoid, from: input, isOverwritable)
    case .maxPool(let size):
      let placement = placement(using: input)
      return add(try MaxPool(context, input: input, size: size, mode: mode, in: placement))
    case .averagePool:
      let placement = placement(using: input)
      return add(try AveragePool(context, input: input, mode: mode, in: placement))
    case .linear:
      placement()?.use(input)
      let flat = input.shape.count == 2 ? input : add(try Flatten(context, input: input, mode: mode))
      return add(
        try InnerProduct(
          context, input: flat, weights: parameter(stage, "linear.weight"), bias: parameter(stage, "linear.bias"),
          mode: mode))
    case .residual: return try residual(stage, from: input)
    }
  }

  private mutating func convolution(
    _ stage: EncoderStage, from input: Tensor, stride: Int, padding: Int, isPlain: Bool
  ) throws(TensorError) -> Tensor {
    let weights = parameter(stage, "convolution.weight")
    let bias = stage.hasBias ? parameter(stage, "convolution.bias") : nil
    let placement = placement(using: input)
    if let placement, kind == .fastest, isPlain, bias == nil,
      WinogradConvolution.isFaster(for: input.layout, outputs: weights.shape[0])
    {
      return add(
        try WinogradConvolution(
          context, input: input, weights: weights, mode: mode, in: placement, overwritten: false))
    }
    return add(
      try Convolution(
        context, input: input, weights: weights, bias: bias, stride: stride, padding: padding, mode: mode, in: placement
      ))
  }

  /// Plans an activation, in place if the input may be overwritten.
  private mutating func activation(
    _ kind: Activation.Kind, from input: Tensor, _ isOverwritable: Bool
  ) throws(TensorError) -> Tensor {
    let placement = isOverwritable ? nil : placement(using: input)
    return add(try Activation(context, kind, input: input, mode: mode, overwriting: isOverwritable, in: placement))
  }
}
