package import SiamTensors

/// An encoder planned for a number of images: every primitive made, every buffer in place.
///
/// Several encoders may share the parameters: one trains while another embeds.
package final class Encoder {
  /// `batch × channels × height × width`, row-major: what to encode goes here.
  package let images: FloatBuffer
  /// `batch × dimension`, row-major, after `forward`.
  package let features: FloatBuffer
  /// The loss's gradient with respect to `features`, to be filled before `backward`.
  package let featureGradients: FloatBuffer?
  package let batch: Int
  package let description: EncoderDescription
  private let layers: [any Layer]

  /// Plans the encoder for `batch` images a pass, at least 1.
  package init(
    _ context: ComputeContext, _ description: EncoderDescription, parameters: ParameterStore, batch: Int, mode: Mode
  ) throws(TensorError) {
    let shape = [batch, description.channels, description.height, description.width]
    guard batch > 0, description.dimension > 0 else {
      throw .shape(operation: "encoder", found: shape, expected: "room for \(description.widths.count) poolings")
    }
    let input = try Tensor(try .plain(shape), withGradients: false)
    images = input.values
    var layers: [any Layer] = []
    var last = input
    func add(_ layer: any Layer) {
      layers.append(layer)
      last = layer.output
    }
    for index in description.widths.indices {
      let normalization = "blocks.\(index).normalization"
      add(
        try Convolution(
          context, input: last, weights: parameters.parameter("blocks.\(index).convolution.weight"), padding: 1,
          mode: mode))
      add(
        try BatchNormalization(
          context, input: last, scale: parameters.parameter("\(normalization).weight"),
          shift: parameters.parameter("\(normalization).bias"),
          runningMean: parameters.statistic("\(normalization).running_mean"),
          runningVariance: parameters.statistic("\(normalization).running_var"), withReLU: true, mode: mode))
      add(try MaxPool(context, input: last, mode: mode))
    }
    add(try Flatten(context, input: last, mode: mode))
    self.layers = layers
    self.batch = batch
    self.description = description
    features = last.values
    featureGradients = last.gradients
  }

  /// Encodes `images` into `features`.
  package func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

  /// Computes every parameter's gradient from `featureGradients`.
  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }

  /// The primitives of a pass and the implementation chosen for each.
  package var implementations: [String] { layers.flatMap(\.primitives).map(\.description) }
}
