/// Batch normalisation of each channel of `N × C × H × W` as its definition reads, without ReLU.
package enum PlainNormalization {
  package static let epsilon = Double(Float(1e-5))

  /// What training sees: the output, and each channel's mean and biased variance.
  package struct Normalized {
    package var output: Numbers
    package var mean: [Double]
    package var variance: [Double]
  }

  /// `scale · (x − mean)/√(variance + ε) + shift` with the batch's own statistics.
  package static func training(_ input: Numbers, scale: [Double], shift: [Double]) -> Normalized {
    let channels = input.shape[1]
    var (mean, variance) = (Array(repeating: 0.0, count: channels), Array(repeating: 0.0, count: channels))
    for channel in 0..<channels {
      let places = places(input.shape, channel)
      var (sum, squares) = (0.0, 0.0)
      for place in places { sum += input.values[place] }
      let average = sum / Double(places.count)
      for place in places { squares += (input.values[place] - average) * (input.values[place] - average) }
      mean[channel] = average
      variance[channel] = squares / Double(places.count)
    }
    let output = inference(input, scale: scale, shift: shift, mean: mean, variance: variance)
    return Normalized(output: output, mean: mean, variance: variance)
  }

  /// The same with given statistics.
  package static func inference(
    _ input: Numbers, scale: [Double], shift: [Double], mean: [Double], variance: [Double]
  ) -> Numbers {
    var output = Numbers(zeros: input.shape)
    for channel in 0..<input.shape[1] {
      let factor = scale[channel] / (variance[channel] + epsilon).squareRoot()
      let (average, offset) = (mean[channel], shift[channel])
      for place in places(input.shape, channel) {
        output.values[place] = (input.values[place] - average) * factor + offset
      }
    }
    return output
  }

  /// Gradients of the input, the scales and the shifts in training.
  package static func backward(
    _ input: Numbers, _ normalized: Normalized, scale: [Double], outputGradients: Numbers
  ) -> (input: Numbers, scale: [Double], shift: [Double]) {
    var gradients = Numbers(zeros: input.shape)
    var (scaleGradients, shiftGradients) = (scale.map { _ in 0.0 }, scale.map { _ in 0.0 })
    for channel in scale.indices {
      let inverse = 1 / (normalized.variance[channel] + epsilon).squareRoot()
      let places = places(input.shape, channel)
      let standard = places.map { (input.values[$0] - normalized.mean[channel]) * inverse }
      for (index, place) in places.enumerated() {
        shiftGradients[channel] += outputGradients.values[place]
        scaleGradients[channel] += outputGradients.values[place] * standard[index]
      }
      let count = Double(places.count)
      for (index, place) in places.enumerated() {
        let centred = outputGradients.values[place] - shiftGradients[channel] / count
        gradients.values[place] =
          scale[channel] * inverse * (centred - standard[index] * scaleGradients[channel] / count)
      }
    }
    return (gradients, scaleGradients, shiftGradients)
  }

  /// Where a channel's values lie.
  private static func places(_ shape: [Int], _ channel: Int) -> [Int] {
    let area = shape[2] * shape[3]
    return (0..<shape[0]).flatMap { image in
      let start = (image * shape[1] + channel) * area
      return start..<start + area
    }
  }
}
