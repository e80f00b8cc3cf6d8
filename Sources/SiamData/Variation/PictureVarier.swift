/// Writes grey bytes as floats 0…1, varied: strokes, then the map, then brightness and contrast, then the cutout.
///
/// Its memory is used again for every image. Not for use by two tasks at once.
struct PictureVarier {
  private let width: Int
  private let height: Int
  private var sampler: AffineSampler

  /// For images of `height × width` pixels.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    sampler = AffineSampler(width: width, height: height)
  }

  /// Writes `source`, varied, to `target`; both `height × width`.
  mutating func vary(
    _ source: UnsafeBufferPointer<UInt8>, by variation: Variation, into target: UnsafeMutableBufferPointer<Float>
  ) {
    sampler.read(source)
    if variation.stroke != 0 { sampler.stroke(radius: variation.stroke) }
    if variation.elastic.isEmpty {
      sampler.sample(by: variation.map, into: target)
    } else {
      sampler.sample(by: variation.map, and: variation.elastic, into: target)
    }
    if variation.changesValues {
      changeValues(contrast: variation.contrast, brightness: variation.brightness, of: target)
    }
    if let cutout = variation.cutout {
      for row in cutout.rows {
        for column in cutout.columns { target[row * width + column] = 0 }
      }
    }
  }

  /// `((value − mean) · contrast + mean) · brightness`, kept in 0…1: the contrast and brightness of torchvision's
  /// ColorJitter.
  private func changeValues(contrast: Float, brightness: Float, of target: UnsafeMutableBufferPointer<Float>) {
    var sum: Float = 0
    for value in target { sum += value }
    let mean = sum / Float(max(target.count, 1))
    let factor = contrast * brightness
    let offset = mean * (1 - contrast) * brightness
    for index in target.indices {
      let value = target[index] * factor + offset
      let low = value > 0 ? value : 0
      target[index] = low < 1 ? low : 1
    }
  }
}
