/// Values in a layout and, if training needs it, the loss's gradient with respect to them.
package final class Tensor {
  package let layout: Layout
  package let values: FloatBuffer
  package let gradients: FloatBuffer?

  /// The size of each dimension, outermost first.
  package var shape: [Int] { layout.shape }

  /// Allocates a zeroed tensor.
  package convenience init(_ layout: Layout, withGradients: Bool) throws(TensorError) {
    let count = (layout.bytes + 3) / 4
    self.init(
      layout, values: try FloatBuffer(count: count), gradients: withGradients ? try FloatBuffer(count: count) : nil)
  }

  /// Creates a tensor over existing memory.
  package init(_ layout: Layout, values: FloatBuffer, gradients: FloatBuffer?) {
    self.layout = layout
    self.values = values
    self.gradients = gradients
  }
}

/// Whether a network is planned for training or for inference.
package enum Mode: Sendable {
  /// Normalises with batch statistics and stores what the backward pass needs.
  case training
  /// Normalises with running statistics and stores nothing for a backward pass.
  case inference
}
