import CFusedPasses

/// A network's first block, fused: 3×3 convolution with padding 1, batch normalisation, ReLU and 2×2 max pooling.
///
/// It never stores the convolution's output, which is the network's largest map and the cheapest to recompute.
///
/// Input `N × C × H × W`, row-major, `C` at most 4; weights `O × C × 3 × 3`; output `N × O × ⌊H/2⌋ × ⌊W/2⌋`.
///
/// The convolution is linear: with the mean p̄ and covariance Σ of the input's 3×3 patches (9·C numbers each), channel
/// w has the mean w·p̄ and the variance wᵀΣw. Backward, with G = Σ g·p over the pixels that pooling selected and their
/// gradients g, and D = Σ g: the shift's gradient is D, the scale's is s·w·(G − D·p̄) with s = 1/√(variance + ε), and
/// the weights' is scale·s·(G − D·p̄ − s·(scale's gradient)·Σw). So only G and D need a pass over the batch.
package final class FirstBlock: Layer {
  package let output: Tensor
  private let context: ComputeContext
  private let input: Tensor
  private let weights: Parameter
  private let affine: ChannelAffine
  private let running: RunningStatistics
  private let pooled: siam_map
  private let mode: Mode
  private let paddedWeights: FloatBuffer
  private let choices: FloatBuffer?
  private let partials: FloatBuffer?
  private var moments: PatchMoments
  private var selectedSums: [Double]

  /// Whether the fused passes support such a first block.
  package static func supports(channels: Int, mapLayout: Layout) -> Bool {
    channels <= Int(SIAM_PATCH_CHANNELS) && mapLayout.map != nil
  }

  /// Plans the block; `mapLayout` is the layout that the convolution's output would have.
  ///
  /// - Throws: `TensorError.shape` if the shapes don't match.
  package init(
    _ context: ComputeContext, input: Tensor, weights: Parameter, scale: Parameter, shift: Parameter,
    runningMean: FloatBuffer, runningVariance: FloatBuffer, mapLayout: Layout, mode: Mode, in placement: Placement
  ) throws(TensorError) {
    let (shape, outputs) = (input.shape, weights.shape[0])
    guard let map = mapLayout.map, Self.supports(channels: shape[1], mapLayout: mapLayout), shape[2] >= 2,
      shape[3] >= 2,
      weights.shape == [outputs, shape[1], 3, 3], mapLayout.shape == [shape[0], outputs, shape[2], shape[3]],
      scale.shape == [outputs], shift.shape == [outputs], runningMean.count == outputs,
      runningVariance.count == outputs
    else {
      throw .shape(operation: "first block with \(weights.shape)", found: shape, expected: "N × 1…4 × H × W")
    }
    self.context = context
    self.input = input
    self.weights = weights
    self.mode = mode
    pooled = map.pooled
    running = RunningStatistics(mean: runningMean, variance: runningVariance)
    affine = try ChannelAffine(scale: scale, shift: shift, paddedChannels: Int(map.channels))
    output = placement.output(
      try Layout.blocked([shape[0], outputs, shape[2] / 2, shape[3] / 2], block: Int(map.block)))
    let (taps, channels) = (9 * shape[1], Int(map.channels))
    paddedWeights = try FloatBuffer(count: channels * taps)
    context.reserveScratchpad(
      bytes: siam_patch_scratch(Int32(shape[1]), Int32(shape[2]), Int32(shape[3]), map.channels))
    let training = mode == .training
    choices = training ? placement.workspace((output.values.count + 3) / 4) : nil
    partials = training ? placement.workspace(Int(siam_patch_chunks(map.images)) * channels * (taps + 1)) : nil
    moments = PatchMoments(images: training ? shape[0] : 0, shape: Array(shape.dropFirst()))
    selectedSums = Array(repeating: 0, count: training ? channels * (taps + 1) : 0)
  }

  package var implementations: [String] { ["first block \(pooled.passes)"] }

  private var size: (channels: Int32, height: Int32, width: Int32) {
    (Int32(input.shape[1]), Int32(input.shape[2]), Int32(input.shape[3]))
  }

  package func forward() throws(TensorError) {
    let scratch = try context.scratchpad()
    if mode == .training {
      context.traced("patch moments", pooled.passes) { moments.measure(input.values, scratch: scratch) }
      for channel in 0..<weights.shape[0] {
        let (mean, variance) = moments.statistics(weights.values, channel)
        affine.mean[channel] = Float(mean)
        affine.variance[channel] = Float(variance)
      }
      running.update(
        mean: affine.mean, variance: affine.variance, samples: input.shape[0] * input.shape[2] * input.shape[3])
    } else {
      affine.mean.copy(from: running.mean)
      affine.variance.copy(from: running.variance)
    }
    affine.prepare()
    paddedWeights.copy(from: weights.values)
    context.traced("first block", pooled.passes) {
      affine.withAffine {
        siam_patch_forward(
          pooled, input.values.pointer, size.channels, size.height, size.width, paddedWeights.pointer, $0,
          scratch.pointer, output.values.pointer, choices?.bytes)
      }
    }
  }

  package func backward() throws(TensorError) {
    guard let choices, let partials, let outputGradients = output.gradients else { return }
    let scratch = try context.scratchpad()
    context.traced("first block backward", pooled.passes) {
      selectedSums.withUnsafeMutableBufferPointer {
        siam_patch_backward(
          pooled, input.values.pointer, size.channels, size.height, size.width, outputGradients.pointer,
          choices.bytes, scratch.pointer, partials.pointer, $0.baseAddress)
      }
    }
    for channel in 0..<weights.shape[0] { computeGradients(channel) }
    affine.storeGradients()
  }

  /// Computes one channel's gradients from its G and D.
  private func computeGradients(_ channel: Int) {
    let taps = moments.taps
    let sums = channel * (taps + 1)
    let total = selectedSums[sums + taps]
    let deviation = 1 / (Double(affine.variance[channel]) + Double(BatchNormalization.epsilon)).squareRoot()
    var scaleGradient = 0.0
    for tap in 0..<taps {
      scaleGradient +=
        Double(weights.values[channel * taps + tap]) * (selectedSums[sums + tap] - total * moments.mean[tap])
    }
    scaleGradient *= deviation
    affine.scaleGradients[channel] = Float(scaleGradient)
    affine.shiftGradients[channel] = Float(total)
    let factor = Double(affine.scale(of: channel)) * deviation
    for tap in 0..<taps {
      let covarianceProduct = moments.covarianceProduct(weights.values, channel, tap: tap)
      let gradient =
        selectedSums[sums + tap] - total * moments.mean[tap] - deviation * scaleGradient * covarianceProduct
      weights.gradients[channel * taps + tap] = Float(factor * gradient)
    }
  }
}
