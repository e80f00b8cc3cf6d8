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
    _ context: ComputeContext, _ description: EncoderDescription, parameters: ParameterStore, batch: Int, mode: Mode,
    blocks kind: BlockKind = .fastest
  ) throws(TensorError) {
    let shape = [batch, description.channels, description.height, description.width]
    if let problem = description.problem {
      throw .shape(operation: "encoder", found: shape, expected: "other images or operations; \(problem)")
    }
    guard shape.allSatisfy({ $0 > 0 }), !description.operations.isEmpty else {
      throw .shape(operation: "encoder", found: shape, expected: "an image at least, and an operation")
    }
    let input = try Tensor(try .plain(shape), withGradients: false)
    images = input.values
    var planner = EncoderPlanner(
      context, description, images: input, parameters: parameters, mode: mode, kind: kind)
    let features = try planner.plan()
    try planner.arena.allocate()
    layers = planner.layers
    self.batch = batch
    self.description = description
    self.features = features.values
    featureGradients = features.gradients
  }

  /// Encodes `images` into `features`.
  package func forward() throws(TensorError) { for layer in layers { try layer.forward() } }

  /// Computes every parameter's gradient from `featureGradients`; once after a forward pass, whose maps it overwrites.
  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }

  /// The operations of a pass and the implementation chosen for each.
  package var implementations: [String] { layers.flatMap(\.implementations) }
}
