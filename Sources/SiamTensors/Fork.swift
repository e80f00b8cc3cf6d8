/// A tensor that two layers use, where a residual connection begins: each gets the values, and a gradient of its own to
/// overwrite; their sum is the input's gradient.
package final class Fork: Layer {
  /// What the first of the two uses.
  package let output: Tensor
  /// What the second uses.
  package let secondOutput: Tensor
  private var backwardStep: BoundPrimitive?

  /// Plans two uses of `input`; without a place their gradients have memory of their own.
  package init(
    _ context: ComputeContext, input: Tensor, mode: Mode, in place: Placement? = nil
  ) throws(TensorError) {
    guard mode == .training, let inputGradients = input.gradients else {
      output = Tensor(input.layout, values: input.values, gradients: nil)
      secondOutput = output
      return
    }
    let first = try place.gradients(of: input)
    let second = try place.gradients(of: input)
    output = Tensor(input.layout, values: input.values, gradients: first)
    secondOutput = Tensor(input.layout, values: input.values, gradients: second)
    backwardStep = try .addition(context, "fork backward", input.layout, first, second, into: inputGradients)
  }

  package var implementations: [String] { [backwardStep].compactMap { $0?.description } }

  package func forward() throws(TensorError) {}

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}
