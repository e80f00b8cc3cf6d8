package import SiamTensors

/// An encoder planned for batches of a fixed size, with all its memory allocated.
///
/// Several encoders may share the same parameters, for example one for training and one for inference.
package final class Encoder {
  /// The input, `batch × channels × height × width`, row-major; to be filled before `forward`.
  package let images: FloatBuffer
  /// The result of `forward`, `batch × dimension`, row-major.
  package let features: FloatBuffer
  /// The loss's gradient with respect to `features`, to be filled before `backward`.
  package let featureGradients: FloatBuffer?
  /// The number of images per pass.
  package let batch: Int
  package let description: EncoderDescription
  private let layers: [any Layer]

  /// Plans the encoder for `batch` images per pass, at least 1.
  package init(
    _ context: ComputeContext, _ description: EncoderDescription, parameters: ParameterStore, batch: Int, mode: Mode,
    blocks kind: BlockKind = .fastest
  ) throws(TensorError) {
    let shape = [batch, description.channels, description.height, description.width]
    if let problem = description.problem {
      throw .shape(operation: "encoder", found: shape, expected: "images that the encoder supports; \(problem)")
    }
    guard shape.allSatisfy({ $0 > 0 }), !description.operations.isEmpty else {
      throw .shape(operation: "encoder", found: shape, expected: "at least one image and one operation")
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

  /// Computes every parameter's gradient from `featureGradients`.
  ///
  /// Call it at most once after a forward pass, as it overwrites intermediate results.
  package func backward() throws(TensorError) { for layer in layers.reversed() { try layer.backward() } }

  /// The operations of a pass and the implementation of each.
  package var implementations: [String] { layers.flatMap(\.implementations) }
}
