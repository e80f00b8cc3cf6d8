import COneDNN

/// The end of a residual connection: the sum of two tensors of the same shape. The gradient flows to both.
package final class Sum: Layer {
  package let output: Tensor
  private var forwardSteps: [BoundPrimitive] = []
  private var backwardSteps: [BoundPrimitive] = []

  /// Plans `first + second` in the first tensor's layout; without a placement the output has memory of its own.
  package init(
    _ context: ComputeContext, _ first: Tensor, _ second: Tensor, mode: Mode, in placement: Placement? = nil
  ) throws(TensorError) {
    guard first.shape == second.shape else {
      throw .shape(operation: "sum", found: second.shape, expected: "\(first.shape)")
    }
    let layout = first.layout
    output = try placement.output(layout, mode: mode)
    var addend = second.values
    if !second.layout.matches(layout) {
      addend = try FloatBuffer(count: (layout.bytes + 3) / 4)
      forwardSteps.append(try .reorder(context, "addend", from: (second.layout, second.values), to: (layout, addend)))
    }
    forwardSteps.append(try .addition(context, "sum", layout, first.values, addend, into: output.values))
    guard let outputGradients = output.gradients else { return }
    for tensor in [first, second] {
      guard let gradients = tensor.gradients else { continue }
      backwardSteps.append(
        try .reorder(context, "sum backward", from: (layout, outputGradients), to: (tensor.layout, gradients)))
    }
  }

  package var implementations: [String] { (forwardSteps + backwardSteps).map(\.description) }

  package func forward() throws(TensorError) { for step in forwardSteps { try step.execute() } }

  package func backward() throws(TensorError) { for step in backwardSteps { try step.execute() } }
}

extension BoundPrimitive {
  /// Creates the sum of two buffers of the same layout.
  static func addition(
    _ context: ComputeContext, _ name: String, _ layout: Layout, _ first: FloatBuffer, _ second: FloatBuffer,
    into result: FloatBuffer
  ) throws(TensorError) -> BoundPrimitive {
    let primitive = try Primitive(name) { siam_addition_create(context.handle, layout.handle, &$0) }
    return try BoundPrimitive(
      context, primitive,
      [(SIAM_SOURCE, layout, first), (SIAM_SECOND_SOURCE, layout, second), (SIAM_DESTINATION, layout, result)])
  }
}
