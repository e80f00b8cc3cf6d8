package import SiamCore
package import SiamTensors

/// A recipe's network: its encoder, the pair head if the objective needs one, and all parameters.
package struct Network {
  package let encoder: EncoderDescription
  package let hasPairHead: Bool
  package let parameters: ParameterStore

  /// Creates a network with initial parameters that follow from the recipe's seed.
  ///
  /// - Throws: `EncoderError` if the recipe's encoder doesn't support images of this size, or `TensorError`.
  package init(_ recipe: Recipe, channels: Int, height: Int, width: Int) throws {
    try self.init(zeroed: NetworkPlan(recipe, channels: channels, height: height, width: width))
    var generator = SeededGenerator(seed: recipe.seed, purpose: .weights)
    encoder.initialize(parameters, using: &generator)
    if hasPairHead {
      PairHead.initialize(parameters, dimension: encoder.dimension, using: &generator)
    }
  }

  /// Creates a network with zeroed parameters, for values to be loaded into.
  package init(zeroed plan: NetworkPlan) throws(TensorError) {
    encoder = plan.encoder
    hasPairHead = plan.hasPairHead
    parameters = try ParameterStore(plan.parameterShapes, statistics: plan.statisticShapes)
  }

  /// Creates a network of an encoder alone, with initial parameters.
  package init(_ encoder: EncoderDescription, seed: UInt64) throws(TensorError) {
    self.encoder = encoder
    hasPairHead = false
    parameters = try ParameterStore(encoder.parameterShapes, statistics: encoder.statisticShapes)
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    encoder.initialize(parameters, using: &generator)
  }

  /// Returns an independent copy of the network and its values.
  package func copy() throws(TensorError) -> Network {
    let copy = Network(
      encoder: encoder, hasPairHead: hasPairHead,
      parameters: try ParameterStore(parameters.shapes, statistics: parameters.statisticShapes))
    copy.copyValues(from: self)
    return copy
  }

  /// Copies the parameters' values and the statistics of another network of the same shape.
  package func copyValues(from other: Network) {
    parameters.values.copy(from: other.parameters.values)
    parameters.statistics.copy(from: other.parameters.statistics)
  }

  private init(encoder: EncoderDescription, hasPairHead: Bool, parameters: ParameterStore) {
    self.encoder = encoder
    self.hasPairHead = hasPairHead
    self.parameters = parameters
  }
}

/// The structure of a recipe's network, without memory for its parameters.
package struct NetworkPlan {
  package let encoder: EncoderDescription
  package let hasPairHead: Bool
  /// The names and shapes of the trained parameters, those of the encoder first.
  package let parameterShapes: [ParameterShape]
  /// The names and shapes of the running statistics.
  package let statisticShapes: [ParameterShape]

  /// Plans a recipe's network for images of `channels × height × width`.
  ///
  /// - Throws: `EncoderError` if the recipe's encoder doesn't support images of this size.
  package init(_ recipe: Recipe, channels: Int, height: Int, width: Int) throws(EncoderError) {
    encoder = try EncoderDescription(
      recipe.encoder, widths: recipe.widths, channels: channels, height: height, width: width)
    hasPairHead = recipe.objective == .pair
    let kind: PairHead.Kind = recipe.encoder == .koch ? .weightedDistance : .hidden
    let head = hasPairHead ? PairHead.parameterShapes(dimension: encoder.dimension, kind: kind) : []
    parameterShapes = encoder.parameterShapes + head
    statisticShapes = encoder.statisticShapes
  }
}
