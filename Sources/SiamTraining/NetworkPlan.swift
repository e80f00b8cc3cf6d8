package import SiamMessages
package import SiamNetworks
package import SiamTensors

/// What a recipe's network is made of, before there is memory for it.
package struct NetworkPlan {
  package let encoder: EncoderDescription
  package let hasPairHead: Bool
  /// Trained numbers, the encoder's first.
  package let parameterShapes: [ParameterShape]
  /// Running statistics.
  package let statisticShapes: [ParameterShape]

  /// Plans a recipe's network for images of `channels × height × width`.
  ///
  /// Throws `EncoderError` where the recipe's encoder can't be made for images of this size.
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
