import Foundation
package import SiamTensors

/// What names a pair the same or different: dense layers on `|h1 − h2|` give one logit, whose sigmoid is the
/// similarity.
///
/// `dimension → hidden`, ReLU, `hidden → 1`; it sees the features before they are brought to unit length.
///
/// Source: after Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, §3.1 (which has one weighted
/// L1 distance; we have a hidden layer).
package final class PairHead {
  package let pairs: Int
  /// `pairs × dimension`: `|h1 − h2|` goes here.
  package let differences: FloatBuffer
  package let differenceGradients: FloatBuffer?
  /// `pairs` logits after `forward`.
  package let logits: FloatBuffer
  package let logitGradients: FloatBuffer?
  private let layers: [any Layer]

  /// Units of the hidden layer.
  static let hidden = 64

  /// Plans the head for a number of pairs.
  package init(
    _ context: ComputeContext, dimension: Int, parameters: ParameterStore, pairs: Int, mode: Mode
  ) throws(TensorError) {
    self.pairs = pairs
    let input = try Tensor(try .plain([pairs, dimension]), withGradients: mode == .training)
    let first = try InnerProduct(
      context, input: input, weights: parameters.parameter("head.0.weight"), bias: parameters.parameter("head.0.bias"),
      mode: mode)
    let relu = try ReLU(context, input: first.output, mode: mode)
    let second = try InnerProduct(
      context, input: relu.output, weights: parameters.parameter("head.1.weight"),
      bias: parameters.parameter("head.1.bias"), mode: mode)
    layers = [first, relu, second]
    differences = input.values
    differenceGradients = input.gradients
    logits = second.output.values
    logitGradients = second.output.gradients
  }

  /// The head's parameters.
  package static func parameterShapes(dimension: Int) -> [ParameterShape] {
    [
      ParameterShape("head.0.weight", [hidden, dimension]), ParameterShape("head.0.bias", [hidden]),
      ParameterShape("head.1.weight", [1, hidden]), ParameterShape("head.1.bias", [1]),
    ]
  }

  /// Draws the initial parameters, uniform in ±1/√inputs as PyTorch's `Linear` does.
  package static func initialize(
    _ parameters: ParameterStore, dimension: Int, using generator: inout SeededGenerator
  ) {
    for (name, inputs) in [("head.0", dimension), ("head.1", hidden)] {
      let bound = 1 / Float(inputs).squareRoot()
      for part in ["weight", "bias"] {
        let values = parameters.values("\(name).\(part)")
        for index in 0..<values.count { values[index] = generator.symmetric(bound) }
      }
    }
  }

  package func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }
}

extension PairHead {
  /// The similarity a logit stands for: its sigmoid, 0…1.
  package static func similarity(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
