/// Flattens each image to a row: `N × C × H × W` in any layout to a row-major `N × (C·H·W)`.
///
/// Nothing is copied if a map has a single pixel and its channels need no padding: it is in that order already.
package final class Flatten: Layer {
  package let output: Tensor
  private var forwardStep: BoundPrimitive?
  private var backwardStep: BoundPrimitive?

  /// Plans the flattening of `input`.
  package init(_ context: ComputeContext, input: Tensor, mode: Mode) throws(TensorError) {
    let shape = input.shape
    let features = shape.dropFirst().reduce(1, *)
    let plain = try Layout.plain(shape)
    let rows = try Layout.plain([shape[0], features])
    if shape.count == 4, features == shape[1], input.layout.matches(plain) || input.layout.block != nil,
      input.layout.bytes == rows.bytes
    {
      output = Tensor(rows, values: input.values, gradients: input.gradients)
      return
    }
    output = try Tensor(rows, withGradients: mode == .training)
    forwardStep = try .reorder(
      context, "flatten", from: (input.layout, input.values), to: (plain, output.values))
    guard let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    backwardStep = try .reorder(
      context, "flatten backward", from: (plain, outputGradients), to: (input.layout, inputGradients))
  }

  package var implementations: [String] { [forwardStep, backwardStep].compactMap { $0?.description } }

  package func forward() throws(TensorError) { try forwardStep?.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
