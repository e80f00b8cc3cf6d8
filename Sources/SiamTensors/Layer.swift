/// One planned operation of a network, its memory bound: forward beside backward.
package protocol Layer: AnyObject {
  /// What comes out.
  var output: Tensor { get }

  /// Computes `output.values` from the input's values and the parameters.
  func forward() throws(TensorError)

  /// Computes the input's gradients and the parameters' gradients from `output.gradients`; overwrites both.
  ///
  /// Only where the layer was planned for training, and once after a forward pass: gradients may take the place of
  /// maps.
  func backward() throws(TensorError)

  /// The operations it runs and the implementation chosen for each, for tests.
  var implementations: [String] { get }
}
