import COneDNN

/// An element-wise activation whose gradient can be computed from its output.
package final class Activation: Layer {
  /// The activation function.
  package enum Kind: Equatable, Sendable {
    /// `max(0, x)`; the gradient at 0 is 0.
    case relu
    /// `x` for x > 0, else `slope · x` with slope ≥ 0; the gradient at 0 is `slope`.
    case leakyReLU(slope: Float)
    /// `1 / (1 + e^−x)`.
    case sigmoid
  }

  package let output: Tensor
  private let forwardStep: BoundPrimitive
  private var backwardStep: BoundPrimitive?

  /// Plans the activation of `input`, of any shape.
  ///
  /// If `overwriting`, the output and its gradients replace the input's in memory; use it only for inputs that no other
  /// layer reads, including the backward pass of the layer that computed them. Otherwise, without a placement, the
  /// output has memory of its own.
  package init(
    _ context: ComputeContext, _ kind: Kind, input: Tensor, mode: Mode, overwriting: Bool = false,
    in placement: Placement? = nil
  ) throws(TensorError) {
    let training = mode == .training
    output = overwriting ? input : try placement.output(input.layout, mode: mode)
    let (function, slope) = kind.function
    let forward = try Primitive("\(kind.name) forward") {
      siam_activation_create(
        context.handle, training ? SIAM_FORWARD_TRAINING : SIAM_FORWARD_INFERENCE, function, slope,
        input.layout.handle, nil, &$0)
    }
    forwardStep = try BoundPrimitive(
      context, forward,
      [(SIAM_SOURCE, input.layout, input.values), (SIAM_DESTINATION, input.layout, output.values)])
    guard training, let outputGradients = output.gradients, let inputGradients = input.gradients else { return }
    let backward = try Primitive("\(kind.name) backward") {
      siam_activation_create(
        context.handle, SIAM_BACKWARD, function, slope, input.layout.handle, forward.handle, &$0)
    }
    backwardStep = try BoundPrimitive(
      context, backward,
      [
        (SIAM_DESTINATION, input.layout, output.values), (SIAM_DESTINATION_GRADIENT, input.layout, outputGradients),
        (SIAM_SOURCE_GRADIENT, input.layout, inputGradients),
      ])
  }

  package var implementations: [String] { ([forwardStep] + [backwardStep].compactMap { $0 }).map(\.description) }

  package func forward() throws(TensorError) { try forwardStep.execute() }

  package func backward() throws(TensorError) { try backwardStep?.execute() }
}

extension Activation.Kind {
  fileprivate var name: String {
    switch self {
    case .relu: "ReLU"
    case .leakyReLU: "leaky ReLU"
    case .sigmoid: "sigmoid"
    }
  }

  fileprivate var function: (siam_activation, Float) {
    switch self {
    case .relu: (SIAM_RECTIFIER, 0)
    case .leakyReLU(let slope): (SIAM_RECTIFIER, slope)
    case .sigmoid: (SIAM_SIGMOID, 0)
    }
  }
}
