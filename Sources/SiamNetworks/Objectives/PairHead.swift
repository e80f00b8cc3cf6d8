import Foundation
package import SiamTensors

/// The head that compares a pair: linear layers on `|h1 − h2|` compute one logit, whose sigmoid is the similarity.
///
/// Its inputs are the features before normalisation.
package final class PairHead {
  /// The number of pairs per pass.
  package let pairs: Int
  /// The input `|h1 − h2|`, `pairs × dimension`; to be filled before `forward`.
  package let differences: FloatBuffer
  /// The loss's gradient with respect to `differences`, after `backward`.
  package let differenceGradients: FloatBuffer?
  /// One logit per pair, after `forward`.
  package let logits: FloatBuffer
  /// The loss's gradient with respect to `logits`; to be filled before `backward`.
  package let logitGradients: FloatBuffer?
  private let layers: [any Layer]

  /// The architecture of a head.
  package enum Kind: Sendable {
    /// `dimension → 64`, ReLU, `64 → 1`.
    case hidden
    /// `dimension → 1`: a weighted L1 distance.
    ///
    /// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, §3.1; we add
    /// a bias, as otherwise equal features would have a similarity of ½.
    case weightedDistance

    /// Detects the kind of head whose parameters a store contains.
    init(of parameters: ParameterStore) {
      self = parameters.shapes.contains { $0.name == "head.1.weight" } ? .hidden : .weightedDistance
    }
  }

  /// The number of hidden units.
  static let hidden = 64

  /// Plans the head whose parameters the store contains, for `pairs` pairs per pass.
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

  /// Returns the names and shapes of the head's parameters.
  package static func parameterShapes(dimension: Int, kind: Kind = .hidden) -> [ParameterShape] {
    let sizes = kind == .hidden ? [dimension, hidden, 1] : [dimension, 1]
    return zip(sizes, sizes.dropFirst()).enumerated().flatMap { index, size in
      [ParameterShape("head.\(index).weight", [size.1, size.0]), ParameterShape("head.\(index).bias", [size.1])]
    }
  }

  /// Initialises the parameters uniformly in ±1/√inputs, as PyTorch's `Linear` does.
  package static func initialize(
    _ parameters: ParameterStore, dimension: Int, using generator: inout SeededGenerator
  ) {
    var bound: Float = 0
    for shape in parameterShapes(dimension: dimension, kind: Kind(of: parameters)) {
      // A bias follows its weights and has the same bound; the length of their rows is the number of inputs.
      if shape.shape.count == 2 { bound = 1 / Float(shape.shape[1]).squareRoot() }
      let values = parameters.values(shape.name)
      for index in 0..<values.count { values[index] = generator.symmetric(bound) }
    }
  }

  /// Returns the number of linear layers of the head whose parameters a store contains.
  package static func layers(in parameters: ParameterStore) -> Int { Kind(of: parameters) == .hidden ? 2 : 1 }

  /// Computes `logits` from `differences`.
  package func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

  /// Computes the gradients of `differences` and of the parameters from `logitGradients`.
  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }
}

extension PairHead {
  /// Returns the similarity for a logit: its sigmoid, 0…1.
  package static func similarity(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
