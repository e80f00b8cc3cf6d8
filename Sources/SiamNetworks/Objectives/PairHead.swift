import Foundation
package import SiamTensors

/// What names a pair the same or different: dense layers on `|h1 − h2|` give one logit, whose sigmoid is the
/// similarity. It sees the features before they are brought to unit length.
package final class PairHead {
  package let pairs: Int
  /// `pairs × dimension`: `|h1 − h2|` goes here.
  package let differences: FloatBuffer
  package let differenceGradients: FloatBuffer?
  /// `pairs` logits after `forward`.
  package let logits: FloatBuffer
  package let logitGradients: FloatBuffer?
  private let layers: [any Layer]

  /// The dense layers of a head.
  package enum Kind: Sendable {
    /// `dimension → 64`, ReLU, `64 → 1`.
    case hidden
    /// `dimension → 1`: a weighted L1 distance.
    ///
    /// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, §3.1; with a bias, for an L1
    /// distance of 0 would otherwise be a similarity of a half.
    case weightedDistance

    /// The head whose parameters a store has.
    init(of parameters: ParameterStore) {
      self = parameters.shapes.contains { $0.name == "head.1.weight" } ? .hidden : .weightedDistance
    }
  }

  /// Units of the hidden layer.
  static let hidden = 64

  /// Plans the head whose parameters there are, for a number of pairs.
  package init(
    _ context: ComputeContext, dimension: Int, parameters: ParameterStore, pairs: Int, mode: Mode
  ) throws(TensorError) {
    self.pairs = pairs
    let input = try Tensor(try .plain([pairs, dimension]), withGradients: mode == .training)
    var layers: [any Layer] = []
    var last = input
    for index in 0..<Self.layers(in: parameters) {
      if index > 0 {
        layers.append(try Activation(context, .relu, input: last, mode: mode, overwriting: true))
      }
      let dense = try InnerProduct(
        context, input: last, weights: parameters.parameter("head.\(index).weight"),
        bias: parameters.parameter("head.\(index).bias"), mode: mode)
      layers.append(dense)
      last = dense.output
    }
    self.layers = layers
    differences = input.values
    differenceGradients = input.gradients
    logits = last.values
    logitGradients = last.gradients
  }

  /// The head's parameters.
  package static func parameterShapes(dimension: Int, kind: Kind = .hidden) -> [ParameterShape] {
    let sizes = kind == .hidden ? [dimension, hidden, 1] : [dimension, 1]
    return zip(sizes, sizes.dropFirst()).enumerated().flatMap { index, size in
      [ParameterShape("head.\(index).weight", [size.1, size.0]), ParameterShape("head.\(index).bias", [size.1])]
    }
  }

  /// Draws the initial parameters, uniform in ±1/√inputs as PyTorch's `Linear` does.
  package static func initialize(
    _ parameters: ParameterStore, dimension: Int, using generator: inout SeededGenerator
  ) {
    var bound: Float = 0
    for shape in parameterShapes(dimension: dimension, kind: Kind(of: parameters)) {
      // A bias follows its weights, whose rows are as long as there are inputs.
      if shape.shape.count == 2 { bound = 1 / Float(shape.shape[1]).squareRoot() }
      let values = parameters.values(shape.name)
      for index in 0..<values.count { values[index] = generator.symmetric(bound) }
    }
  }

  /// The dense layers of the head whose parameters a store has.
  package static func layers(in parameters: ParameterStore) -> Int { Kind(of: parameters) == .hidden ? 2 : 1 }

  package func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }
}

extension PairHead {
  /// The similarity a logit stands for: its sigmoid, 0…1.
  package static func similarity(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
