import SiamMessages

/// Writes bytes as floats 0…1, varied: strokes, then the map, then brightness and contrast, then the cutout.
///
/// Red, green and blue are moved alike, and strokes grow or shrink in each by itself.
///
/// Its memory is used again for every image. Not for use by two tasks at once.
struct PictureVarier {
  private let width: Int
  private let height: Int
  private let channels: Channels
  private var sampler: AffineSampler

  /// For images of `channels × height × width` values.
  init(width: Int, height: Int, channels: Channels = .grey) {
    self.width = width
    self.height = height
    self.channels = channels
    sampler = AffineSampler(width: width, height: height)
  }

  /// Writes `source`, varied, to `target`; both `channels × height × width`.
  mutating func vary(
    _ source: UnsafeBufferPointer<UInt8>, by variation: Variation, into target: UnsafeMutableBufferPointer<Float>
  ) {
    let size = width * height
    for start in stride(from: 0, to: channels.count * size, by: max(size, 1)) {
      move(
        UnsafeBufferPointer(rebasing: source[start..<start + size]), by: variation,
        into: UnsafeMutableBufferPointer(rebasing: target[start..<start + size]))
    }
    if variation.changesValues {
      changeValues(contrast: variation.contrast, brightness: variation.brightness, of: target)
    }
    if let cutout = variation.cutout {
      for plane in 0..<channels.count {
        for row in cutout.rows {
          for column in cutout.columns { target[plane * size + row * width + column] = 0 }
        }
      }
    }
  }

  /// Writes one plane, `height × width`, with its strokes changed and its pixels moved.
  private mutating func move(
    _ source: UnsafeBufferPointer<UInt8>, by variation: Variation, into target: UnsafeMutableBufferPointer<Float>
  ) {
    sampler.read(source)
    if variation.stroke != 0 { sampler.stroke(radius: variation.stroke) }
    if variation.elastic.isEmpty {
      sampler.sample(by: variation.map, into: target)
    } else {
      sampler.sample(by: variation.map, and: variation.elastic, into: target)
    }
  }

  /// `((value − mean) · contrast + mean) · brightness`, kept in 0…1: the contrast and brightness of torchvision's
  /// ColorJitter, in that order. The mean is the grey picture's, of red, green and blue their BT.601 luma's.
  private func changeValues(contrast: Float, brightness: Float, of target: UnsafeMutableBufferPointer<Float>) {
    let size = width * height
    var mean: Float = 0
    for (plane, weight) in channels.lumaWeights.enumerated() {
      var sum: Float = 0
      for value in target[plane * size..<(plane + 1) * size] { sum += value }
      mean += weight * (sum / Float(max(size, 1)))
    }
    let factor = contrast * brightness
    let offset = mean * (1 - contrast) * brightness
    for index in target.indices {
      let value = target[index] * factor + offset
      let low = value > 0 ? value : 0
      target[index] = low < 1 ? low : 1
    }
  }
}

extension Channels {
  /// What each channel counts in how bright a pixel is; they sum to 1.
  ///
  /// Source: ITU-R BT.601, luma.
  fileprivate var lumaWeights: [Float] { self == .grey ? [1] : [0.299, 0.587, 0.114] }
}
