/// A convolution without bias, by its definition: seven nested loops.
package enum PlainConvolution {
  /// Computes the output; input `N × C × H × W`, weights `O × C × K × K`, output `N × O × H′ × W′`.
  package static func forward(_ input: Numbers, _ weights: Numbers, stride: Int = 1, padding: Int) -> Numbers {
    let geometry = Geometry(input.shape, weights.shape, stride, padding)
    var output = Numbers(zeros: geometry.outputShape)
    // Uses pointers and `while` for speed in debug builds, where central differences run this hundreds of times.
    input.values.withUnsafeBufferPointer { input in
      weights.values.withUnsafeBufferPointer { weights in
        output.values.withUnsafeMutableBufferPointer { output in
          guard let input = input.baseAddress, let weights = weights.baseAddress, let output = output.baseAddress
          else { return }
          geometry.convolve(input, weights, output)
        }
      }
    }
    return output
  }

  /// Computes the gradients of the input and the weights from those of the output.
  package static func backward(
    _ input: Numbers, _ weights: Numbers, outputGradients: Numbers, stride: Int = 1, padding: Int
  ) -> (input: Numbers, weights: Numbers) {
    var (inputGradients, weightGradients) = (Numbers(zeros: input.shape), Numbers(zeros: weights.shape))
    Geometry(input.shape, weights.shape, stride, padding).forEachTerm { target, source, weight in
      inputGradients.values[source] += outputGradients.values[target] * weights.values[weight]
      weightGradients.values[weight] += outputGradients.values[target] * input.values[source]
    }
    return (inputGradients, weightGradients)
  }
}

private struct Geometry {
  let (N, C, H, W): (Int, Int, Int, Int)
  let (O, K, P, Q): (Int, Int, Int, Int)
  let (stride, padding): (Int, Int)

  var outputShape: [Int] { [N, O, P, Q] }

  init(_ input: [Int], _ weights: [Int], _ stride: Int, _ padding: Int) {
    (N, C, H, W) = (input[0], input[1], input[2], input[3])
    (O, K) = (weights[0], weights[2])
    (P, Q) = ((H + 2 * padding - K) / stride + 1, (W + 2 * padding - K) / stride + 1)
    (self.stride, self.padding) = (stride, padding)
  }

  /// Calls `body` for each product in the sums, with the indices of the output, the input and the weight.
  func forEachTerm(_ body: (Int, Int, Int) -> Void) {
    for n in 0..<N {
      for o in 0..<O {
        for y in 0..<P {
          for x in 0..<Q {
            let target = ((n * O + o) * P + y) * Q + x
            for c in 0..<C {
              for ky in 0..<K {
                let row = y * stride + ky - padding
                guard row >= 0, row < H else { continue }
                for kx in 0..<K {
                  let column = x * stride + kx - padding
                  guard column >= 0, column < W else { continue }
                  body(target, ((n * C + c) * H + row) * W + column, ((o * C + c) * K + ky) * K + kx)
                }
              }
            }
          }
        }
      }
    }
  }

  func convolve(
    _ input: UnsafePointer<Double>, _ weights: UnsafePointer<Double>, _ output: UnsafeMutablePointer<Double>
  ) {
    for n in 0..<N {
      for o in 0..<O {
        for y in 0..<P {
          for x in 0..<Q {
            output[((n * O + o) * P + y) * Q + x] = sum(input + n * C * H * W, weights + o * C * K * K, y, x)
          }
        }
      }
    }
  }

  /// Computes one output for one image and filter.
  private func sum(_ image: UnsafePointer<Double>, _ filter: UnsafePointer<Double>, _ y: Int, _ x: Int) -> Double {
    let (top, left) = (y * stride - padding, x * stride - padding)
    let (firstX, endX) = (max(0, -left), min(K, W - left))
    let (firstY, endY) = (max(0, -top), min(K, H - top))
    var sum = 0.0
    var c = 0
    while c < C {
      var ky = firstY
      while ky < endY {
        let row = image + (c * H + top + ky) * W + left
        let weights = filter + (c * K + ky) * K
        var kx = firstX
        while kx < endX {
          sum += row[kx] * weights[kx]
          kx += 1
        }
        ky += 1
      }
      c += 1
    }
    return sum
  }
}
