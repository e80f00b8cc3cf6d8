/// Allocates a layer's tensors in an arena, with lifetimes that follow from when the layer runs.
package struct Placement {
  package let arena: Arena
  private let forward: Int
  private let backward: Int
  private let isLast: Bool
  private let mode: Mode

  /// Creates the placement of layer `index` of at most `count` layers.
  ///
  /// `isLast` says whether the layer's output is the network's (default: for the layer with the highest index).
  package init(_ arena: Arena, layer index: Int, of count: Int, isLast: Bool? = nil, mode: Mode) {
    self.arena = arena
    self.mode = mode
    forward = index
    backward = 2 * count - index
    self.isLast = isLast ?? (index == count - 1)
  }

  /// Extends a tensor's lifetime until the layer has used it; needed unless the layer directly follows the tensor's.
  package func use(_ tensor: Tensor) {
    arena.extendLifetime(of: tensor.values, to: forward)
    guard mode == .training else { return }
    arena.extendLifetime(of: tensor.values, to: backward)
    if let gradients = tensor.gradients { arena.extendLifetime(of: gradients, to: backward) }
  }

  /// Returns the layer's output, which lives until the next layer has used it, in its backward pass when training; the
  /// last layer's output lives until the next forward pass.
  func output(_ layout: Layout) -> Tensor {
    let count = (layout.bytes + 3) / 4
    guard mode == .training else {
      return Tensor(layout, values: arena.reserve(count, during: forward...forward + 1), gradients: nil)
    }
    return Tensor(
      layout, values: arena.reserve(count, during: forward...(isLast ? 2 * backward : backward - 1)),
      gradients: arena.reserve(count, during: backward - 1...backward))
  }

  /// Returns an output that the next layer overwrites with its gradients.
  func overwrittenOutput(_ layout: Layout) -> Tensor {
    guard mode == .training else { return output(layout) }
    let values = workspace((layout.bytes + 3) / 4)
    return Tensor(layout, values: values, gradients: values)
  }

  /// Returns memory for one of the gradients of a tensor that two layers use; the layer that writes it extends its
  /// lifetime.
  func gradients(of tensor: Tensor) -> FloatBuffer {
    arena.reserve(tensor.values.count, during: backward...backward)
  }

  /// Returns memory that lasts from the layer's forward pass to its backward pass or, for inference, during the forward
  /// pass.
  func workspace(_ count: Int) -> FloatBuffer {
    arena.reserve(count, during: forward...(mode == .training ? backward : forward))
  }
}

extension Placement? {
  /// Returns a layer's output; without a placement it has memory of its own.
  func output(_ layout: Layout, mode: Mode) throws(TensorError) -> Tensor {
    if let self { return self.output(layout) }
    return try Tensor(layout, withGradients: mode == .training)
  }

  /// Returns memory for one of the gradients of a tensor that two layers use; without a placement it is allocated.
  func gradients(of tensor: Tensor) throws(TensorError) -> FloatBuffer {
    if let self { return self.gradients(of: tensor) }
    return try FloatBuffer(count: tensor.values.count)
  }
}
