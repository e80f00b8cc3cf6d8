import CFusedPasses

/// A 3×3 convolution with padding 1 that needs fewer multiplications than `Convolution`; results differ by rounding.
///
/// Input `N × C × H × W` in blocks of channels, weights `O × C × 3 × 3`, output `N × O × H × W` in blocks of the same
/// size.
///
/// Source: Lavin and Gray 2016, Fast Algorithms for Convolutional Neural Networks, §4: F(4×4, 3×3), with other
/// interpolation points.
package final class WinogradConvolution: Layer {
  package let output: Tensor
  private let context: ComputeContext
  private let input: Tensor
  private let weights: Parameter
  private let inputMap: siam_map
  private let outputMap: siam_map
  private let transformed: FloatBuffer
  private let rotated: FloatBuffer?

  /// Whether this convolution is faster than oneDNN's direct one for such an input.
  package static func isFaster(for input: Layout, outputs: Int) -> Bool {
    guard let maps = maps(input, outputs: outputs) else { return false }
    return siam_winograd_is_faster(maps.input, maps.output) != 0
  }

  /// Whether this convolution supports such an input.
  package static func supports(_ input: Layout, outputs: Int) -> Bool { maps(input, outputs: outputs) != nil }

  private static func maps(_ input: Layout, outputs: Int) -> (input: siam_map, output: siam_map)? {
    guard let block = input.block, block == 8 || block == 16, let map = input.map else { return nil }
    var output = map
    output.channels = Int32((outputs + block - 1) / block * block)
    return (map, output)
  }

  /// Plans the convolution. The input's gradients are computed if it has any; if `overwritten`, the next layer will
  /// replace the output's values with its gradients.
  ///
  /// - Throws: `TensorError.shape` if the input's layout is not supported or the weights' shape doesn't match.
  package init(
    _ context: ComputeContext, input: Tensor, weights: Parameter, mode: Mode, in placement: Placement,
    overwritten: Bool = true
  ) throws(TensorError) {
    let (shape, kernel) = (input.shape, weights.shape)
    guard kernel.count == 4, let maps = Self.maps(input.layout, outputs: kernel[0]), kernel[1] == shape[1],
      kernel[2] == 3, kernel[3] == 3
    else { throw .shape(operation: "Winograd convolution with \(kernel)", found: shape, expected: "blocked channels") }
    self.context = context
    self.input = input
    self.weights = weights
    inputMap = maps.input
    outputMap = maps.output
    let layout = try Layout.blocked([shape[0], kernel[0], shape[2], shape[3]], block: Int(maps.output.block))
    output = overwritten ? placement.overwrittenOutput(layout) : placement.output(layout)
    let count = 36 * Int(inputMap.channels) * Int(outputMap.channels)
    transformed = try FloatBuffer(count: count)
    rotated = mode == .training && input.gradients != nil ? try FloatBuffer(count: count) : nil
    context.reserveScratchpad(
      bytes: max(siam_winograd_scratch(inputMap, outputMap), siam_winograd_scratch(outputMap, inputMap)))
  }

  package var implementations: [String] { ["convolution winograd \(inputMap.passes)"] }

  package func forward() throws(TensorError) {
    let scratch = try context.scratchpad()
    context.traced("weight transform \(weights.part)", "winograd") {
      siam_winograd_weights(
        inputMap, outputMap, Int32(weights.shape[1]), Int32(weights.shape[0]), weights.values.pointer,
        transformed.pointer, rotated?.pointer)
    }
    context.traced("convolution forward \(weights.part)", "winograd \(inputMap.passes)") {
      siam_winograd_forward(
        inputMap, outputMap, input.values.pointer, transformed.pointer, scratch.pointer, output.values.pointer)
    }
  }

  package func backward() throws(TensorError) {
    guard let outputGradients = output.gradients else { return }
    let scratch = try context.scratchpad()
    if let inputGradients = input.gradients, let rotated {
      context.traced("convolution backward data \(weights.part)", "winograd \(inputMap.passes)") {
        siam_winograd_forward(
          outputMap, inputMap, outputGradients.pointer, rotated.pointer, scratch.pointer, inputGradients.pointer)
      }
    }
    context.traced("convolution backward weights \(weights.part)", "winograd \(inputMap.passes)") {
      siam_winograd_weight_gradient(
        inputMap, outputMap, Int32(weights.shape[1]), Int32(weights.shape[0]), input.values.pointer,
        outputGradients.pointer, scratch.pointer, weights.gradients.pointer)
    }
  }
}
