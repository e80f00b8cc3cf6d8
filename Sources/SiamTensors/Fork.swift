/// The start of a residual connection: passes a tensor on to two layers.
///
/// Both read the same values and overwrite a gradient of their own; the sum of the two is the input's gradient.
package final class Fork: Layer {
  /// The tensor for the first layer.
  package let output: Tensor
  /// The tensor for the second layer.
  package let secondOutput: Tensor
  private var backwardStep: BoundPrimitive?

  /// Plans two uses of `input`; without a placement their gradients have memory of their own.
  package init(
    _ context: ComputeContext, input: Tensor, mode: Mode, in placement: Placement? = nil
  ) throws(TensorError) {
    guard mode == .training, let inputGradients = input.gradients else {
      output = Tensor(input.layout, values: input.values, gradients: nil)
      secondOutput = output
      return
    }
    let first = try placement.gradients(of: input)
    let second = try placement.gradients(of: input)
    output = Tensor(input.layout, values: input.values, gradients: first)
    secondOutput = Tensor(input.layout, values: input.values, gradients: second)
    backwardStep = try .addition(context, "fork backward", input.layout, first, second, into: inputGradients)
  }

  package var implementations: [String] { [backwardStep].compactMap { $0?.description } }

  package func forward() throws(TensorError) {}

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
