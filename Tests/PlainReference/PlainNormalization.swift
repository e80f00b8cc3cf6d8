/// Batch normalisation of each channel of `N × C × H × W`, by its definition, without ReLU.
package enum PlainNormalization {
  package static let epsilon = Double(Float(1e-5))

  /// The result of training mode: the output, and each channel's mean and biased variance.
  package struct Normalized {
    package var output: Numbers
    package var mean: [Double]
    package var variance: [Double]
  }

  /// Computes `scale · (x − mean)/√(variance + ε) + shift` with batch statistics.
  package static func training(_ input: Numbers, scale: [Double], shift: [Double]) -> Normalized {
    let channels = input.shape[1]
    var (mean, variance) = (Array(repeating: 0.0, count: channels), Array(repeating: 0.0, count: channels))
    for channel in 0..<channels {
      let indices = indices(input.shape, channel)
      var (sum, squares) = (0.0, 0.0)
      for index in indices { sum += input.values[index] }
      let average = sum / Double(indices.count)
      for index in indices { squares += (input.values[index] - average) * (input.values[index] - average) }
      mean[channel] = average
      variance[channel] = squares / Double(indices.count)
    }
    let output = inference(input, scale: scale, shift: shift, mean: mean, variance: variance)
    return Normalized(output: output, mean: mean, variance: variance)
  }

  /// Computes `scale · (x − mean)/√(variance + ε) + shift` with given statistics.
  package static func inference(
    _ input: Numbers, scale: [Double], shift: [Double], mean: [Double], variance: [Double]
  ) -> Numbers {
    var output = Numbers(zeros: input.shape)
    for channel in 0..<input.shape[1] {
      let factor = scale[channel] / (variance[channel] + epsilon).squareRoot()
      let (average, offset) = (mean[channel], shift[channel])
      for index in indices(input.shape, channel) {
        output.values[index] = (input.values[index] - average) * factor + offset
      }
    }
    return output
  }

  /// Computes the gradients of the input, the scales and the shifts in training mode.
  package static func backward(
    _ input: Numbers, _ normalized: Normalized, scale: [Double], outputGradients: Numbers
  ) -> (input: Numbers, scale: [Double], shift: [Double]) {
    var gradients = Numbers(zeros: input.shape)
    var (scaleGradients, shiftGradients) = (scale.map { _ in 0.0 }, scale.map { _ in 0.0 })
    for channel in scale.indices {
      let inverse = 1 / (normalized.variance[channel] + epsilon).squareRoot()
      let indices = indices(input.shape, channel)
      let standard = indices.map { (input.values[$0] - normalized.mean[channel]) * inverse }
      for (order, index) in indices.enumerated() {
        shiftGradients[channel] += outputGradients.values[index]
        scaleGradients[channel] += outputGradients.values[index] * standard[order]
      }
      let count = Double(indices.count)
      for (order, index) in indices.enumerated() {
        let centred = outputGradients.values[index] - shiftGradients[channel] / count
        gradients.values[index] =
          scale[channel] * inverse * (centred - standard[order] * scaleGradients[channel] / count)
      }
    }
    return (gradients, scaleGradients, shiftGradients)
  }

  /// Returns the indices of a channel's values.
  private static func indices(_ shape: [Int], _ channel: Int) -> [Int] {
    let area = shape[2] * shape[3]
    return (0..<shape[0]).flatMap { image in
      let start = (image * shape[1] + channel) * area
      return start..<start + area
    }
  }
}
