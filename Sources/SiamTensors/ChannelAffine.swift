import CFusedPasses

/// A normalisation as an affine function of each channel: `x ↦ factor · x + offset`, which equals
/// `scale · (x − mean) / √(variance + ε) + shift`.
///
/// Its arrays include a layout's padding channels, whose values are 0.
struct ChannelAffine {
  let mean: FloatBuffer
  let variance: FloatBuffer
  let scaleGradients: FloatBuffer
  let shiftGradients: FloatBuffer
  /// The scales, with padding.
  let scale: FloatBuffer
  private let factor: FloatBuffer
  private let offset: FloatBuffer
  private let deviation: FloatBuffer
  private let scaleParameter: Parameter
  private let shiftParameter: Parameter

  init(scale: Parameter, shift: Parameter, paddedChannels: Int) throws(TensorError) {
    scaleParameter = scale
    shiftParameter = shift
    mean = try FloatBuffer(count: paddedChannels)
    variance = try FloatBuffer(count: paddedChannels)
    self.scale = try FloatBuffer(count: paddedChannels)
    factor = try FloatBuffer(count: paddedChannels)
    offset = try FloatBuffer(count: paddedChannels)
    deviation = try FloatBuffer(count: paddedChannels)
    scaleGradients = try FloatBuffer(count: paddedChannels)
    shiftGradients = try FloatBuffer(count: paddedChannels)
  }

  /// Copies the current scales into `scale`.
  func updateScale() { scale.copy(from: scaleParameter.values) }

  /// Returns a channel's current scale.
  func scale(of channel: Int) -> Float { scaleParameter.values[channel] }

  /// Computes the factors and offsets from `mean` and `variance`.
  func prepare() {
    for channel in 0..<scaleParameter.values.count {
      let inverse = 1 / (variance[channel] + BatchNormalization.epsilon).squareRoot()
      deviation[channel] = inverse
      factor[channel] = scaleParameter.values[channel] * inverse
      offset[channel] = shiftParameter.values[channel] - mean[channel] * factor[channel]
    }
  }

  /// Copies the gradients, without padding, to the parameters.
  func storeGradients() {
    for channel in 0..<scaleParameter.gradients.count {
      scaleParameter.gradients[channel] = scaleGradients[channel]
      shiftParameter.gradients[channel] = shiftGradients[channel]
    }
  }

  /// Calls `body` with the arrays as the C kernels expect them.
  func withAffine<Result>(_ body: (UnsafePointer<siam_affine>) -> Result) -> Result {
    var affine = siam_affine(
      factor: factor.pointer, offset: offset.pointer, mean: mean.pointer, deviation: deviation.pointer)
    return body(&affine)
  }
}

extension Layout {
  /// The layout as the fused passes describe it, or nil if they don't support it.
  var map: siam_map? {
    guard let block, siam_passes_fit(Int32(block)) != 0 else { return nil }
    let channels = (shape[1] + block - 1) / block * block
    return siam_map(
      images: Int32(shape[0]), channels: Int32(channels), height: Int32(shape[2]), width: Int32(shape[3]),
      block: Int32(block))
  }
}

extension siam_map {
  /// The name of the passes' implementation, such as `fused:avx512`.
  var passes: String { "fused:" + (siam_passes_name(block).map { String(cString: $0) } ?? "none") }

  /// The map after 2×2 pooling.
  var pooled: siam_map {
    siam_map(images: images, channels: channels, height: height / 2, width: width / 2, block: block)
  }
}
