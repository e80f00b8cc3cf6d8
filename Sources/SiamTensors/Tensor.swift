/// Values in a layout, and beside them, where training needs it, the loss's gradient with respect to them.
package final class Tensor {
  package let layout: Layout
  package let values: FloatBuffer
  package let gradients: FloatBuffer?

  /// Sizes, outermost first.
  package var shape: [Int] { layout.shape }

  /// A zeroed tensor with memory of its own.
  package convenience init(_ layout: Layout, withGradients: Bool) throws(TensorError) {
    let count = (layout.bytes + 3) / 4
    self.init(
      layout, values: try FloatBuffer(count: count), gradients: withGradients ? try FloatBuffer(count: count) : nil)
  }

  /// A tensor over memory that is already there.
  package init(_ layout: Layout, values: FloatBuffer, gradients: FloatBuffer?) {
    self.layout = layout
    self.values = values
    self.gradients = gradients
  }
}

/// Whether a network is planned to be trained or only to be used.
package enum Mode: Sendable {
  /// Batch statistics, and everything the backward pass needs is kept.
  case training
  /// Running statistics, nothing is kept.
  case inference
}
