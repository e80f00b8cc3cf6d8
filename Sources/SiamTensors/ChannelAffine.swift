internal import CFusedPasses

/// What a normalisation does to each channel: `x ↦ factor · x + offset`, which is `scale · (x − mean) / √(variance + ε)
/// + shift`.
///
/// Its arrays count a layout's padding channels, whose numbers are all zero.
struct ChannelAffine {
  let mean: FloatBuffer
  let variance: FloatBuffer
  let scaleGradients: FloatBuffer
  let shiftGradients: FloatBuffer
  /// The scales, padded.
  let scale: FloatBuffer
  private let factor: FloatBuffer
  private let offset: FloatBuffer
  private let deviation: FloatBuffer
  private let givenScale: Parameter
  private let givenShift: Parameter

  init(scale: Parameter, shift: Parameter, paddedChannels: Int) throws(TensorError) {
    givenScale = scale
    givenShift = shift
    mean = try FloatBuffer(count: paddedChannels)
    variance = try FloatBuffer(count: paddedChannels)
    self.scale = try FloatBuffer(count: paddedChannels)
    factor = try FloatBuffer(count: paddedChannels)
    offset = try FloatBuffer(count: paddedChannels)
    deviation = try FloatBuffer(count: paddedChannels)
    scaleGradients = try FloatBuffer(count: paddedChannels)
    shiftGradients = try FloatBuffer(count: paddedChannels)
  }

  /// Takes the scales as they are now.
  func takeScale() { scale.copy(from: givenScale.values) }

  /// A channel's scale, as it is now.
  func scale(of channel: Int) -> Float { givenScale.values[channel] }

  /// Computes the factors and offsets from `mean` and `variance`.
  func prepare() {
    for channel in 0..<givenScale.values.count {
      let inverse = 1 / (variance[channel] + BatchNormalization.epsilon).squareRoot()
      deviation[channel] = inverse
      factor[channel] = givenScale.values[channel] * inverse
      offset[channel] = givenShift.values[channel] - mean[channel] * factor[channel]
    }
  }

  /// Copies the gradients without their padding to the parameters'.
  func deliverGradients() {
    for channel in 0..<givenScale.gradients.count {
      givenScale.gradients[channel] = scaleGradients[channel]
      givenShift.gradients[channel] = shiftGradients[channel]
    }
  }

  /// Lends the numbers to a pass.
  func lend<Result>(_ body: (UnsafePointer<siam_affine>) -> Result) -> Result {
    var affine = siam_affine(
      factor: factor.pointer, offset: offset.pointer, mean: mean.pointer, deviation: deviation.pointer)
    return body(&affine)
  }
}

extension Layout {
  /// The layout as the fused passes see it, or nil where they can't work on it.
  var map: siam_map? {
    guard let block, siam_passes_fit(Int32(block)) != 0 else { return nil }
    let channels = (shape[1] + block - 1) / block * block
    return siam_map(
      images: Int32(shape[0]), channels: Int32(channels), height: Int32(shape[2]), width: Int32(shape[3]),
      block: Int32(block))
  }
}

extension siam_map {
  var passes: String { "fused:" + (siam_passes_name(block).map { String(cString: $0) } ?? "none") }

  /// The map after 2×2 pooling.
  var pooled: siam_map {
    siam_map(images: images, channels: channels, height: height / 2, width: width / 2, block: block)
  }
}
