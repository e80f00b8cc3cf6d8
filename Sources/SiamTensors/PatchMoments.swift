import CFusedPasses

/// The mean and covariance of the 3×3 patches of a batch of images, padded with zeros.
struct PatchMoments {
  /// The number of values in a patch: 9 per channel.
  let taps: Int
  /// The mean patch.
  private(set) var mean: [Double]
  private var covariance: [Double]
  private var partials: [Double]
  private let images: Int
  private let shape: [Int]

  /// Allocates memory for batches of `images` images of the given shape, channels × height × width.
  init(images: Int, shape: [Int]) {
    taps = 9 * shape[0]
    self.images = images
    self.shape = shape
    mean = Array(repeating: 0, count: taps)
    covariance = Array(repeating: 0, count: taps * taps)
    partials = Array(repeating: 0, count: images * taps * (taps + 1))
  }

  /// Computes the moments of a batch.
  mutating func measure(_ pixels: FloatBuffer, scratch: FloatBuffer) {
    let (images, shape, taps) = (images, shape, taps)
    partials.withUnsafeMutableBufferPointer { partials in
      mean.withUnsafeMutableBufferPointer { mean in
        covariance.withUnsafeMutableBufferPointer { covariance in
          siam_patch_moments(
            pixels.pointer, Int32(images), Int32(shape[0]), Int32(shape[1]), Int32(shape[2]), scratch.pointer,
            partials.baseAddress, mean.baseAddress, covariance.baseAddress)
        }
      }
    }
    let count = Double(images * shape[1] * shape[2])
    for tap in 0..<taps { mean[tap] /= count }
    for tap in 0..<taps {
      for other in 0..<taps {
        let product = covariance[tap * taps + other] / count
        covariance[tap * taps + other] = product - mean[tap] * mean[other]
      }
    }
  }

  /// Returns the mean and variance of an output channel of the convolution.
  func statistics(_ weights: FloatBuffer, _ channel: Int) -> (mean: Double, variance: Double) {
    var (mean, variance) = (0.0, 0.0)
    for tap in 0..<taps {
      let weight = Double(weights[channel * taps + tap])
      mean += weight * self.mean[tap]
      variance += weight * covarianceProduct(weights, channel, tap: tap)
    }
    return (mean, max(variance, 0))
  }

  /// Returns one element of the product of the covariance matrix and a channel's weights.
  func covarianceProduct(_ weights: FloatBuffer, _ channel: Int, tap: Int) -> Double {
    var sum = 0.0
    for other in 0..<taps { sum += covariance[tap * taps + other] * Double(weights[channel * taps + other]) }
    return sum
  }
}
