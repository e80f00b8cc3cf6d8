import COneDNN

/// Max pooling over `size × size` windows with stride `size`; an incomplete window at the right or bottom is ignored.
///
/// Input `N × C × H × W`, output `N × C × ⌊H/size⌋ × ⌊W/size⌋`. The gradient goes to a window's maximum, the first in
/// row-major order if there are several.
package final class MaxPool: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?

  /// Plans the pooling of `input`; without a placement the output has memory of its own.
  package init(
    _ context: ComputeContext, input: Tensor, size: Int = 2, mode: Mode, in placement: Placement? = nil
  ) throws(TensorError) {
    let shape = input.shape
    guard shape.count == 4, shape[2] >= size, shape[3] >= size else {
      throw .shape(operation: "max pooling", found: shape, expected: "N × C × H × W with H and W at least \(size)")
    }
    let outputShape = [shape[0], shape[1], shape[2] / size, shape[3] / size]
    let training = mode == .training
    let anyOutput = try Layout.any(outputShape)
    let forward = try Primitive("max pooling forward") {
      siam_pool_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, SIAM_MAX,
        input.layout.handle, anyOutput.handle, Int64(size), Int64(size), nil, &$0)
    }
    let layout = try forward.layout(SIAM_DESTINATION, shape: outputShape)
    output = try placement.output(layout, mode: mode)
    let workspace = try FloatBuffer(count: (try forward.bytes(SIAM_WORKSPACE) + 3) / 4)
    forwardStep = try BoundPrimitive(
      context, forward,
      [(SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION, output.layout, output.values)],
      workspace: workspace)
    guard training, let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    let outputLayout = output.layout
    let backward = try Primitive("max pooling backward") {
      siam_pool_create(
        context.handle, SIAM_BACKWARD, SIAM_MAX, input.layout.handle, outputLayout.handle, Int64(size), Int64(size),
        forward.handle, &$0)
    }
    backwardStep = try BoundPrimitive(
      context, backward,
      [
        (SIAM_DESTINATION_GRADIENT, output.layout, outputGradients),
        (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
      ],
      workspace: workspace)
  }

  package var implementations: [String] { ([forwardStep] + [backwardStep].compactMap { $0 }).map(\.description) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
