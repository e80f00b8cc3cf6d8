internal import COneDNN

/// `max(0, x)` of every element; the gradient at 0 is 0.
package final class ReLU: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?

  /// Plans the ReLU of `input`, of any shape.
  package init(_ context: ComputeContext, input: Tensor, mode: Mode) throws(TensorError) {
    output = try Tensor(input.layout, withGradients: mode == .training)
    let forward = try Primitive("ReLU forward") {
      siam_relu_create(
        context.handle, mode == .training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, input.layout.handle, nil,
        &$0)
    }
    forwardStep = try BoundPrimitive(
      context, forward,
      [(SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION, input.layout, output.values)])
    guard let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    let backward = try Primitive("ReLU backward") {
      siam_relu_create(context.handle, SIAM_BACKWARD, input.layout.handle, forward.handle, &$0)
    }
    backwardStep = try BoundPrimitive(
      context, backward,
      [
        (SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION_GRADIENT, input.layout, outputGradients),
        (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
      ])
  }

  package var implementations: [String] { ([forwardStep] + [backwardStep].compactMap { $0 }).map(\.description) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
