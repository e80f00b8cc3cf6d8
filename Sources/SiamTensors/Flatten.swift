/// The features of an image in one row: `N × C × H × W` in any layout to a row-major `N × (C·H·W)`.
package final class Flatten: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?

  /// Plans the flattening of `input`.
  package init(_ context: ComputeContext, input: Tensor, mode: Mode) throws(TensorError) {
    let shape = input.shape
    let plain = try Layout.plain(shape)
    output = try Tensor(
      try .plain([shape[0], shape.dropFirst().reduce(1, *)]), withGradients: mode == .training)
    forwardStep = try .reorder(
      context, "flatten", from: (input.layout, input.values), to: (plain, output.values))
    guard let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    backwardStep = try .reorder(
      context, "flatten backward", from: (plain, outputGradients), to: (input.layout, inputGradients))
  }

  package var primitives: [BoundPrimitive] { [forwardStep] + (backwardStep.map { [$0] } ?? []) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
