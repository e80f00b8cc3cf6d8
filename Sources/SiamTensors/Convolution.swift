import COneDNN

/// A two-dimensional convolution (in fact cross-correlation, as in all deep-learning libraries) with an optional bias.
///
/// Input `N × C × H × W`, weights `O × C × K × K`, bias `O`, output `N × O × H′ × W′` with
/// `H′ = (H + 2·padding − K)/stride + 1`, rounded down.
package final class Convolution: Layer {
  package let output: Tensor
  private var forwardSteps: [BoundPrimitive] = []
  private var backwardSteps: [BoundPrimitive] = []

  /// Plans the convolution of `input` with `weights`.
  ///
  /// The input's gradients are computed if it has any. Without a placement the output has memory of its own; if
  /// `overwritten`, the next layer will replace the output's values with its gradients.
  package init(
    _ context: ComputeContext, input: Tensor, weights: Parameter, bias: Parameter? = nil, stride: Int = 1,
    padding: Int, mode: Mode, in placement: Placement? = nil, overwritten: Bool = false
  ) throws(TensorError) {
    let (shape, kernel) = (input.shape, weights.shape)
    guard shape.count == 4, kernel.count == 4, kernel[1] == shape[1], kernel[2] == kernel[3],
      shape[2] + 2 * padding >= kernel[2], shape[3] + 2 * padding >= kernel[2],
      bias.map({ $0.shape == [kernel[0]] }) ?? true
    else { throw .shape(operation: "convolution with \(kernel)", found: shape, expected: "N × \(kernel) inputs") }
    let size = { (length: Int) in (length + 2 * padding - kernel[2]) / stride + 1 }
    let outputShape = [shape[0], kernel[0], size(shape[2]), size(shape[3])]
    let training = mode == .training
    let (anyWeights, anyOutput) = (try Layout.any(kernel), try Layout.any(outputShape))
    let plainWeights = try Layout.plain(kernel)
    let biasLayout = bias == nil ? nil : try Layout.plain([kernel[0]])
    let forward = try Primitive("convolution forward \(weights.part)") {
      siam_convolution_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, input.layout.handle,
        anyWeights.handle, biasLayout?.handle, anyOutput.handle, Int64(stride), Int64(padding), nil, &$0)
    }
    let outputLayout = try forward.layout(SIAM_DESTINATION, shape: outputShape)
    if let placement, overwritten {
      output = placement.overwrittenOutput(outputLayout)
    } else {
      output = try placement.output(outputLayout, mode: mode)
    }

    let blocked = try forward.layout(SIAM_WEIGHTS, shape: kernel)
    let ready = try Self.arranged(context, weights.values, from: plainWeights, to: blocked, before: &forwardSteps)
    forwardSteps.append(
      try BoundPrimitive(
        context, forward,
        [
          (SIAM_SOURCE, input.layout, input.values), (SIAM_WEIGHTS, blocked, ready),
          (SIAM_DESTINATION, outputLayout, output.values),
        ] + Self.binding(SIAM_BIAS, biasLayout, bias?.values)))
    guard training, let outputGradients = output.gradients else { return }

    if let inputGradients = input.gradients {
      let data = try Primitive("convolution backward data \(weights.part)") {
        siam_convolution_create(
          context.handle, SIAM_BACKWARD_DATA, input.layout.handle, anyWeights.handle, nil, outputLayout.handle,
          Int64(stride), Int64(padding), forward.handle, &$0)
      }
      let preferred = try data.layout(SIAM_WEIGHTS, shape: kernel)
      let ready = try Self.arranged(context, weights.values, from: plainWeights, to: preferred, before: &backwardSteps)
      backwardSteps.append(
        try BoundPrimitive(
          context, data,
          [
            (SIAM_DESTINATION_GRADIENT, outputLayout, outputGradients), (SIAM_WEIGHTS, preferred, ready),
            (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
          ]))
    }
    try planWeightGradients(
      context, input: input, weights: weights, bias: bias, outputGradients: outputGradients, forward: forward,
      stride: stride, padding: padding)
  }

  private func planWeightGradients(
    _ context: ComputeContext, input: Tensor, weights: Parameter, bias: Parameter?, outputGradients: FloatBuffer,
    forward: Primitive, stride: Int, padding: Int
  ) throws(TensorError) {
    let biasLayout = bias == nil ? nil : try Layout.plain(bias?.shape ?? [])
    let (anyWeights, anyOutput) = (try Layout.any(weights.shape), try Layout.any(output.shape))
    let primitive = try Primitive("convolution backward weights \(weights.part)") {
      siam_convolution_create(
        context.handle, SIAM_BACKWARD_WEIGHTS, input.layout.handle, anyWeights.handle, biasLayout?.handle,
        anyOutput.handle, Int64(stride), Int64(padding), forward.handle, &$0)
    }
    // This is mostly the output's own layout. But with AVX2 and one input channel oneDNN has only its reference kernel
    // for that layout, a thousand times slower than copying to a layout with a fast kernel.
    let outputLayout = try primitive.layout(SIAM_DESTINATION_GRADIENT, shape: output.shape)
    var outputGradients = outputGradients
    if !outputLayout.matches(output.layout) {
      let copy = try FloatBuffer(count: (outputLayout.bytes + 3) / 4)
      backwardSteps.append(
        try .reorder(context, "output gradient", from: (output.layout, outputGradients), to: (outputLayout, copy)))
      outputGradients = copy
    }
    let blocked = try primitive.layout(SIAM_WEIGHTS_GRADIENT, shape: weights.shape)
    let plain = try Layout.plain(weights.shape)
    let direct = blocked.matches(plain)
    let target = direct ? weights.gradients : try FloatBuffer(count: (blocked.bytes + 3) / 4)
    backwardSteps.append(
      try BoundPrimitive(
        context, primitive,
        [
          (SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION_GRADIENT, outputLayout, outputGradients),
          (SIAM_WEIGHTS_GRADIENT, blocked, target),
        ] + Self.binding(SIAM_BIAS_GRADIENT, biasLayout, bias?.gradients)))
    if !direct {
      backwardSteps.append(
        try .reorder(context, "weight gradient", from: (blocked, target), to: (plain, weights.gradients)))
    }
  }

  /// Returns the binding of an argument that is used only if there is a bias.
  private static func binding(
    _ argument: siam_argument, _ layout: Layout?, _ buffer: FloatBuffer?
  ) -> [(siam_argument, Layout, FloatBuffer)] {
    guard let layout, let buffer else { return [] }
    return [(argument, layout, buffer)]
  }

  /// Returns the weights in the layout that a primitive prefers; if that isn't row-major, a step before the primitive
  /// copies them each time, which is cheap as weights are small.
  private static func arranged(
    _ context: ComputeContext, _ weights: FloatBuffer, from plain: Layout, to preferred: Layout,
    before steps: inout [BoundPrimitive]
  ) throws(TensorError) -> FloatBuffer {
    if preferred.matches(plain) { return weights }
    let copy = try FloatBuffer(count: (preferred.bytes + 3) / 4)
    steps.append(try .reorder(context, "weight", from: (plain, weights), to: (preferred, copy)))
    return copy
  }

  /// Returns the layout that oneDNN would choose for the output of a 3×3 convolution with padding 1.
  package static func outputLayout(
    _ context: ComputeContext, input: Layout, outputs: Int, mode: Mode
  ) throws(TensorError) -> Layout {
    let shape = input.shape
    let (anyWeights, anyOutput) = (
      try Layout.any([outputs, shape[1], 3, 3]), try Layout.any([shape[0], outputs, shape[2], shape[3]])
    )
    let forward = try Primitive("convolution forward") {
      siam_convolution_create(
        context.handle, mode == .training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, input.handle,
        anyWeights.handle, nil, anyOutput.handle, 1, 1, nil, &$0)
    }
    return try forward.layout(SIAM_DESTINATION, shape: anyOutput.shape)
  }

  package var implementations: [String] { (forwardSteps + backwardSteps).map(\.description) }

  package func forward() throws(TensorError) { for step in forwardSteps { try step.execute() } }

  package func backward() throws(TensorError) { for step in backwardSteps { try step.execute() } }
}
