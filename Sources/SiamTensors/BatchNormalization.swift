import COneDNN

/// Batch normalisation of each channel, optionally followed by ReLU.
///
/// Training: `y = scale · (x − mean)/√(variance + ε) + shift` with the batch's mean and biased variance, and the
/// running statistics move a tenth of the way towards the batch's mean and unbiased variance, as in PyTorch.
/// Inference: the same with the running statistics.
///
/// Source: Ioffe and Szegedy 2015, Batch Normalization, algorithm 1.
package final class BatchNormalization: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?
  private let mode: Mode
  private let mean: FloatBuffer
  private let variance: FloatBuffer
  private let running: RunningStatistics
  private let samples: Int

  /// ε, which keeps the divisor above 0; the same value as in PyTorch.
  package static let epsilon: Float = 1e-5

  /// Plans the normalisation of `input`, `N × C × H × W`, with `C` scales, shifts, running means and variances.
  ///
  /// Without a placement the output has memory of its own.
  package init(
    _ context: ComputeContext, input: Tensor, scale: Parameter, shift: Parameter, runningMean: FloatBuffer,
    runningVariance: FloatBuffer, withReLU: Bool, mode: Mode, in placement: Placement? = nil
  ) throws(TensorError) {
    let shape = input.shape
    guard shape.count == 4, scale.shape == [shape[1]], shift.shape == [shape[1]], runningMean.count == shape[1],
      runningVariance.count == shape[1]
    else {
      throw .shape(operation: "batch normalisation", found: shape, expected: "N × C × H × W with C = \(scale.shape)")
    }
    let training = mode == .training
    let channels = try Layout.plain([shape[1]])
    self.mode = mode
    running = RunningStatistics(mean: runningMean, variance: runningVariance)
    samples = shape[0] * shape[2] * shape[3]
    mean = training ? try FloatBuffer(count: shape[1]) : runningMean
    variance = training ? try FloatBuffer(count: shape[1]) : runningVariance
    output = try placement.output(input.layout, mode: mode)
    let forward = try Primitive("batch normalisation forward") {
      siam_normalization_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, input.layout.handle, Self.epsilon,
        withReLU ? 1 : 0, nil, &$0)
    }
    let workspace = try FloatBuffer(count: (try forward.bytes(SIAM_WORKSPACE) + 3) / 4)
    forwardStep = try BoundPrimitive(
      context, forward,
      [
        (SIAM_SOURCE, input.layout, input.values), (SIAM_SCALE, channels, scale.values),
        (SIAM_SHIFT, channels, shift.values), (SIAM_MEAN, channels, mean), (SIAM_VARIANCE, channels, variance),
        (SIAM_DESTINATION, input.layout, output.values),
      ], workspace: workspace)
    guard training, let outputGradients = output.gradients else { return }
    // oneDNN computes the input's gradients along with the parameters', even if they are not needed.
    let inputGradients =
      if let gradients = input.gradients { gradients } else { try FloatBuffer(count: input.values.count) }
    let backward = try Primitive("batch normalisation backward") {
      siam_normalization_create(
        context.handle, SIAM_BACKWARD, input.layout.handle, Self.epsilon, withReLU ? 1 : 0, forward.handle, &$0)
    }
    backwardStep = try BoundPrimitive(
      context, backward,
      [
        (SIAM_SOURCE, input.layout, input.values), (SIAM_SCALE, channels, scale.values),
        (SIAM_SHIFT, channels, shift.values), (SIAM_MEAN, channels, mean), (SIAM_VARIANCE, channels, variance),
        (SIAM_DESTINATION_GRADIENT, input.layout, outputGradients),
        (SIAM_SOURCE_GRADIENT, input.layout, inputGradients), (SIAM_SCALE_GRADIENT, channels, scale.gradients),
        (SIAM_SHIFT_GRADIENT, channels, shift.gradients),
      ], workspace: workspace)
  }

  package var implementations: [String] { ([forwardStep] + [backwardStep].compactMap { $0 }).map(\.description) }

  package func forward() throws(TensorError) {
    try forwardStep.execute()
    guard mode == .training else { return }
    running.update(mean: mean, variance: variance, samples: samples)
  }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}

/// The running mean and variance of each channel, updated from each batch with momentum 0.1.
///
/// The running variance follows the batch's unbiased variance, as in PyTorch.
struct RunningStatistics {
  let mean: FloatBuffer
  let variance: FloatBuffer
  private let momentum: Float = 0.1

  /// Moves a tenth of the way towards a batch's mean and biased variance over `samples` values per channel.
  func update(mean batchMean: FloatBuffer, variance batchVariance: FloatBuffer, samples: Int) {
    let unbiased = Float(samples) / Float(max(samples - 1, 1))
    for channel in 0..<mean.count {
      mean[channel] += momentum * (batchMean[channel] - mean[channel])
      variance[channel] += momentum * (batchVariance[channel] * unbiased - variance[channel])
    }
  }
}
