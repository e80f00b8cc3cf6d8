import CFusedPasses

/// Batch normalisation, ReLU and 2×2 max pooling of a convolution's output, fused into few passes over memory.
///
/// Input `N × C × H × W`, output `N × C × ⌊H/2⌋ × ⌊W/2⌋`. The result is that of `BatchNormalization` with ReLU, then
/// `MaxPool`. Normalisation and ReLU are monotone in each channel, so pooling can come first. Forward: one pass over
/// the map computes the batch's statistics and picks an element of each window; the rest runs on a quarter of the map.
/// Backward: one pass over that quarter, and one over the map that replaces its values with their gradients.
package final class NormalizedPool: Layer {
  package let output: Tensor
  private let context: ComputeContext
  private let input: Tensor
  private let map: siam_map
  private let affine: ChannelAffine
  private let running: RunningStatistics
  private let mode: Mode
  private let part: String
  private let picked: FloatBuffer?
  private let partials: FloatBuffer?

  /// Whether the fused passes support maps of this layout: 8, 16 or all channels of a pixel are adjacent.
  package static func supports(_ layout: Layout) -> Bool { layout.map != nil }

  /// Plans the passes over `input`, whose gradients, if it has any, must be in the memory of its values.
  ///
  /// - Throws: `TensorError.shape` if the input's layout is not supported or the parameters' shapes don't match.
  package init(
    _ context: ComputeContext, input: Tensor, scale: Parameter, shift: Parameter, runningMean: FloatBuffer,
    runningVariance: FloatBuffer, mode: Mode, in placement: Placement
  ) throws(TensorError) {
    let shape = input.shape
    guard let map = input.layout.map, shape[2] >= 2, shape[3] >= 2, scale.shape == [shape[1]],
      shift.shape == [shape[1]], runningMean.count == shape[1], runningVariance.count == shape[1]
    else {
      throw .shape(operation: "normalised pooling", found: shape, expected: "a blocked map of \(scale.shape) channels")
    }
    self.context = context
    self.input = input
    self.map = map
    self.mode = mode
    part = scale.part
    running = RunningStatistics(mean: runningMean, variance: runningVariance)
    affine = try ChannelAffine(scale: scale, shift: shift, paddedChannels: Int(map.channels))
    let layout = try Layout.blocked([shape[0], shape[1], shape[2] / 2, shape[3] / 2], block: Int(map.block))
    output = placement.output(layout)
    let training = mode == .training
    picked = training ? placement.workspace(output.values.count) : nil
    partials = training ? placement.workspace(shape[0] * Int(map.channels) * 2) : nil
  }

  package var implementations: [String] { ["normalise, rectify and pool \(map.passes)"] }

  package func forward() throws(TensorError) {
    guard let picked, let partials else {
      affine.mean.copy(from: running.mean)
      affine.variance.copy(from: running.variance)
      affine.prepare()
      context.traced("normalise, rectify and pool \(part)", map.passes) {
        affine.withAffine { siam_scale_rectify_and_pool(map, input.values.pointer, $0, output.values.pointer) }
      }
      return
    }
    affine.updateScale()
    context.traced("measure and pick \(part)", map.passes) {
      siam_pick_and_measure(
        map, input.values.pointer, affine.scale.pointer, picked.pointer, partials.pointer, affine.mean.pointer,
        affine.variance.pointer)
    }
    affine.prepare()
    running.update(
      mean: affine.mean, variance: affine.variance, samples: input.shape[0] * input.shape[2] * input.shape[3])
    context.traced("normalise and rectify \(part)", map.passes) {
      affine.withAffine { siam_scale_and_rectify(map.pooled, picked.pointer, $0, output.values.pointer) }
    }
  }

  package func backward() throws(TensorError) {
    guard let picked, let partials, let outputGradients = output.gradients else { return }
    context.traced("normalise and rectify backward \(part)", map.passes) {
      affine.withAffine {
        siam_affine_gradients(
          map.pooled, picked.pointer, outputGradients.pointer, $0, partials.pointer, affine.scaleGradients.pointer,
          affine.shiftGradients.pointer)
      }
    }
    affine.storeGradients()
    context.traced("map gradient \(part)", map.passes) {
      affine.withAffine {
        siam_map_gradient(
          map, input.values.pointer, outputGradients.pointer, $0, affine.scaleGradients.pointer,
          affine.shiftGradients.pointer)
      }
    }
  }
}
