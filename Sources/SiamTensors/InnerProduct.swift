import COneDNN

/// A linear layer, `y = x · weightsᵀ + bias`: input `N × I`, weights `O × I`, bias `O`, output `N × O`, all row-major.
package final class InnerProduct: Layer {
  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardSteps: [BoundPrimitive] = []

  /// Plans the product; the input's gradients are computed if it has any.
  package init(
    _ context: ComputeContext, input: Tensor, weights: Parameter, bias: Parameter, mode: Mode
  ) throws(TensorError) {
    guard input.shape.count == 2, weights.shape.count == 2, weights.shape[1] == input.shape[1],
      bias.shape == [weights.shape[0]]
    else { throw .shape(operation: "inner product", found: input.shape, expected: "N × I with weights O × I") }
    let training = mode == .training
    let weightLayout = try Layout.plain(weights.shape)
    let biasLayout = try Layout.plain(bias.shape)
    output = try Tensor(try .plain([input.shape[0], weights.shape[0]]), withGradients: training)
    let outputLayout = output.layout
    let forward = try Primitive("inner product forward") {
      siam_inner_product_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, input.layout.handle,
        weightLayout.handle, biasLayout.handle, outputLayout.handle, nil, &$0)
    }
    forwardStep = try BoundPrimitive(
      context, forward,
      [
        (SIAM_SOURCE, input.layout, input.values), (SIAM_WEIGHTS, weightLayout, weights.values),
        (SIAM_BIAS, biasLayout, bias.values), (SIAM_DESTINATION, outputLayout, output.values),
      ])
    guard training, let outputGradients = output.gradients else { return }
    if let inputGradients = input.gradients {
      let data = try Primitive("inner product backward data") {
        siam_inner_product_create(
          context.handle, SIAM_BACKWARD_DATA, input.layout.handle, weightLayout.handle, nil, outputLayout.handle,
          forward.handle, &$0)
      }
      backwardSteps.append(
        try BoundPrimitive(
          context, data,
          [
            (SIAM_DESTINATION_GRADIENT, outputLayout, outputGradients), (SIAM_WEIGHTS, weightLayout, weights.values),
            (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
          ]))
    }
    let backward = try Primitive("inner product backward weights") {
      siam_inner_product_create(
        context.handle, SIAM_BACKWARD_WEIGHTS, input.layout.handle, weightLayout.handle, biasLayout.handle,
        outputLayout.handle, forward.handle, &$0)
    }
    backwardSteps.append(
      try BoundPrimitive(
        context, backward,
        [
          (SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION_GRADIENT, outputLayout, outputGradients),
          (SIAM_WEIGHTS_GRADIENT, weightLayout, weights.gradients),
          (SIAM_BIAS_GRADIENT, biasLayout, bias.gradients),
        ]))
  }

  package var implementations: [String] { ([forwardStep] + backwardSteps).map(\.description) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { for step in backwardSteps { try step.execute() } }
}
