/// When a layer of a network runs, and the arena that its tensors live in.
package struct Placement {
  package let arena: Arena
  private let forward: Int
  private let backward: Int
  private let isLast: Bool
  private let mode: Mode

  /// The place of layer `index` of `count`, or of fewer; `isLast` where its output is the network's.
  package init(_ arena: Arena, layer index: Int, of count: Int, isLast: Bool? = nil, mode: Mode) {
    self.arena = arena
    self.mode = mode
    forward = index
    backward = 2 * count - index
    self.isLast = isLast ?? (index == count - 1)
  }

  /// Keeps a tensor until the layer has used it; needed where that is not the layer right after the tensor's own.
  package func use(_ tensor: Tensor) {
    arena.keep(tensor.values, at: forward)
    guard mode == .training else { return }
    arena.keep(tensor.values, at: backward)
    if let gradients = tensor.gradients { arena.keep(gradients, at: backward) }
  }

  /// What comes out: needed until the next layer has used it, in its backward pass where there is one; the last
  /// layer's until the next pass.
  func output(_ layout: Layout) -> Tensor {
    let count = (layout.bytes + 3) / 4
    guard mode == .training else {
      return Tensor(layout, values: arena.reserve(count, during: forward...forward + 1), gradients: nil)
    }
    return Tensor(
      layout, values: arena.reserve(count, during: forward...(isLast ? 2 * backward : backward - 1)),
      gradients: arena.reserve(count, during: backward - 1...backward))
  }

  /// What comes out where the next layer overwrites it with its gradient.
  func overwrittenOutput(_ layout: Layout) -> Tensor {
    guard mode == .training else { return output(layout) }
    let values = kept((layout.bytes + 3) / 4)
    return Tensor(layout, values: values, gradients: values)
  }

  /// Another gradient of a tensor that two layers use; whoever fills it keeps it from then on.
  func gradients(of tensor: Tensor) -> FloatBuffer {
    arena.reserve(tensor.values.count, during: backward...backward)
  }

  /// What the layer keeps for its own backward pass, or needs only while it runs forward.
  func kept(_ count: Int) -> FloatBuffer {
    arena.reserve(count, during: forward...(mode == .training ? backward : forward))
  }
}

extension Placement? {
  /// What comes out; without a place, in memory of its own.
  func output(_ layout: Layout, mode: Mode) throws(TensorError) -> Tensor {
    if let place = self { return place.output(layout) }
    return try Tensor(layout, withGradients: mode == .training)
  }

  /// Another gradient of a tensor that two layers use; without a place, in memory of its own.
  func gradients(of tensor: Tensor) throws(TensorError) -> FloatBuffer {
    if let place = self { return place.gradients(of: tensor) }
    return try FloatBuffer(count: tensor.values.count)
  }
}
