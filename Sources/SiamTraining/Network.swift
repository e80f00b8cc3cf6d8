package import SiamMessages
package import SiamNetworks
package import SiamTensors

/// A recipe's network: its encoder, the pair head where it has one, and all their parameters.
package struct Network {
  package let encoder: EncoderDescription
  package let hasPairHead: Bool
  package let parameters: ParameterStore

  /// A network with its initial parameters, drawn by the recipe's seed.
  ///
  /// Throws `EncoderError` where the recipe's encoder can't be made for images of this size, else `TensorError`.
  package init(_ recipe: Recipe, channels: Int, height: Int, width: Int) throws {
    try self.init(zeroed: NetworkPlan(recipe, channels: channels, height: height, width: width))
    var generator = SeededGenerator(seed: recipe.seed, purpose: .weights)
    encoder.initialize(parameters, using: &generator)
    if hasPairHead {
      PairHead.initialize(parameters, dimension: encoder.dimension, using: &generator)
    }
  }

  /// A network whose numbers are all to be filled in.
  package init(zeroed plan: NetworkPlan) throws(TensorError) {
    encoder = plan.encoder
    hasPairHead = plan.hasPairHead
    parameters = try ParameterStore(plan.parameterShapes, statistics: plan.statisticShapes)
  }

  /// An encoder of any shape with its initial parameters, without a pair head.
  package init(_ encoder: EncoderDescription, seed: UInt64) throws(TensorError) {
    self.encoder = encoder
    hasPairHead = false
    parameters = try ParameterStore(encoder.parameterShapes, statistics: encoder.statisticShapes)
    var generator = SeededGenerator(seed: seed, purpose: .weights)
    encoder.initialize(parameters, using: &generator)
  }

  /// A network of the same shape with the same numbers, which later training leaves alone.
  package func copy() throws(TensorError) -> Network {
    let copy = Network(
      encoder: encoder, hasPairHead: hasPairHead,
      parameters: try ParameterStore(parameters.shapes, statistics: parameters.statisticShapes))
    copy.take(self)
    return copy
  }

  /// Takes over the numbers of another network of the same shape.
  package func take(_ other: Network) {
    parameters.values.copy(from: other.parameters.values)
    parameters.statistics.copy(from: other.parameters.statistics)
  }

  private init(encoder: EncoderDescription, hasPairHead: Bool, parameters: ParameterStore) {
    self.encoder = encoder
    self.hasPairHead = hasPairHead
    self.parameters = parameters
  }
}
