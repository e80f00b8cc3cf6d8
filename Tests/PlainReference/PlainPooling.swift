/// Max pooling of `size × size` windows, by its definition; the first of equal values in row-major order wins.
package enum PlainMaxPool {
  /// Returns the maximum of each window, and its index in the input.
  package static func forward(_ input: Numbers, size: Int = 2) -> (output: Numbers, winners: [Int]) {
    let (H, W) = (input.shape[2], input.shape[3])
    let (P, Q) = (H / size, W / size)
    var output = Numbers(zeros: [input.shape[0], input.shape[1], P, Q])
    var winners = Array(repeating: 0, count: output.count)
    for plane in 0..<input.shape[0] * input.shape[1] {
      for y in 0..<P {
        for x in 0..<Q {
          let corner = (plane * H + y * size) * W + x * size
          var winner = corner
          for row in 0..<size {
            for column in 0..<size {
              let index = corner + row * W + column
              if input.values[index] > input.values[winner] { winner = index }
            }
          }
          output.values[(plane * P + y) * Q + x] = input.values[winner]
          winners[(plane * P + y) * Q + x] = winner
        }
      }
    }
    return (output, winners)
  }

  package static func backward(_ inputShape: [Int], winners: [Int], outputGradients: Numbers) -> Numbers {
    var gradients = Numbers(zeros: inputShape)
    for (index, winner) in winners.enumerated() { gradients.values[winner] += outputGradients.values[index] }
    return gradients
  }
}

/// Global average pooling, by its definition: `N × C × H × W` to `N × C × 1 × 1`.
package enum PlainAveragePool {
  package static func forward(_ input: Numbers) -> Numbers {
    let (N, C, area) = (input.shape[0], input.shape[1], input.shape[2] * input.shape[3])
    return Numbers(
      [N, C, 1, 1], (0..<N * C).map { input.values[$0 * area..<($0 + 1) * area].reduce(0, +) / Double(area) })
  }

  package static func backward(_ inputShape: [Int], outputGradients: Numbers) -> Numbers {
    let area = inputShape[2] * inputShape[3]
    return Numbers(
      inputShape, (0..<inputShape.reduce(1, *)).map { outputGradients.values[$0 / area] / Double(area) })
  }
}
