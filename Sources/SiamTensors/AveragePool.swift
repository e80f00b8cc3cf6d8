import COneDNN

/// Global average pooling: input `N × C × H × W`, output `N × C × 1 × 1`.
package final class AveragePool: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?

  /// Plans the pooling of `input`; without a placement the output has memory of its own.
  package init(
    _ context: ComputeContext, input: Tensor, mode: Mode, in placement: Placement? = nil
  ) throws(TensorError) {
    let shape = input.shape
    guard shape.count == 4 else {
      throw .shape(operation: "average pooling", found: shape, expected: "N × C × H × W")
    }
    let training = mode == .training
    let anyOutput = try Layout.any([shape[0], shape[1], 1, 1])
    let forward = try Primitive("average pooling forward") {
      siam_pool_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, SIAM_AVERAGE, input.layout.handle,
        anyOutput.handle, Int64(shape[2]), Int64(shape[3]), nil, &$0)
    }
    let layout = try forward.layout(SIAM_DESTINATION, shape: anyOutput.shape)
    output = try placement.output(layout, mode: mode)
    forwardStep = try BoundPrimitive(
      context, forward, [(SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION, layout, output.values)])
    guard training, let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    let backward = try Primitive("average pooling backward") {
      siam_pool_create(
        context.handle, SIAM_BACKWARD, SIAM_AVERAGE, input.layout.handle, layout.handle, Int64(shape[2]),
        Int64(shape[3]), forward.handle, &$0)
    }
    backwardStep = try BoundPrimitive(
      context, backward,
      [
        (SIAM_DESTINATION_GRADIENT, layout, outputGradients), (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
      ])
  }

  package var implementations: [String] { ([forwardStep] + [backwardStep].compactMap { $0 }).map(\.description) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
