/// A planned operation of a network with its memory bound: the forward pass and its backward pass.
package protocol Layer: AnyObject {
  /// The operation's result.
  var output: Tensor { get }

  /// Computes `output.values` from the input's values and the parameters.
  func forward() throws(TensorError)

  /// Computes the input's gradients and the parameters' gradients from `output.gradients`; overwrites both.
  ///
  /// Call it at most once after a forward pass, on layers planned for training: gradients may overwrite values.
  func backward() throws(TensorError)

  /// The operations it runs and the implementation of each, for tests.
  var implementations: [String] { get }
}
