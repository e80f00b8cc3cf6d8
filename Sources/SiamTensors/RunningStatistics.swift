/// A normalisation's running mean and variance of each channel, which move a tenth of the way towards each batch's.
///
/// The variance they follow is the unbiased one, as in PyTorch.
struct RunningStatistics {
  let mean: FloatBuffer
  let variance: FloatBuffer
  private let momentum: Float = 0.1

  /// Moves towards a batch's mean and biased variance, taken over `samples` numbers a channel.
  func follow(mean batchMean: FloatBuffer, variance batchVariance: FloatBuffer, samples: Int) {
    let unbiased = Float(samples) / Float(max(samples - 1, 1))
    for channel in 0..<mean.count {
      mean[channel] += momentum * (batchMean[channel] - mean[channel])
      variance[channel] += momentum * (batchVariance[channel] * unbiased - variance[channel])
    }
  }
}
