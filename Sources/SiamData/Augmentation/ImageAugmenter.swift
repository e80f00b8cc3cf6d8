import SiamCore

/// Converts images from bytes to floats 0…1 and augments them: strokes, then the map, then contrast and brightness,
/// then the cutout.
///
/// Red, green and blue move together; strokes grow or shrink in each channel by itself. Memory is reused for every
/// image. Not safe for concurrent use.
struct ImageAugmenter {
  private let width: Int
  private let height: Int
  private let channels: Channels
  private var sampler: AffineSampler

  /// Makes an augmenter for images of `channels × height × width` values.
  init(width: Int, height: Int, channels: Channels = .grey) {
    self.width = width
    self.height = height
    self.channels = channels
    sampler = AffineSampler(width: width, height: height)
  }

  /// Writes `source`, augmented, to `target`; both are `channels × height × width`.
  mutating func augment(
    _ source: UnsafeBufferPointer<UInt8>, by parameters: AugmentationParameters,
    into target: UnsafeMutableBufferPointer<Float>
  ) {
    let size = width * height
    for start in stride(from: 0, to: channels.count * size, by: max(size, 1)) {
      move(
        UnsafeBufferPointer(rebasing: source[start..<start + size]), by: parameters,
        into: UnsafeMutableBufferPointer(rebasing: target[start..<start + size]))
    }
    if parameters.changesValues {
      changeValues(contrast: parameters.contrast, brightness: parameters.brightness, of: target)
    }
    if let cutout = parameters.cutout {
      for plane in 0..<channels.count {
        for row in cutout.rows {
          for column in cutout.columns { target[plane * size + row * width + column] = 0 }
        }
      }
    }
  }

  /// Writes one plane, `height × width`, with its strokes changed and its pixels moved.
  private mutating func move(
    _ source: UnsafeBufferPointer<UInt8>, by parameters: AugmentationParameters,
    into target: UnsafeMutableBufferPointer<Float>
  ) {
    sampler.read(source)
    if parameters.stroke != 0 { sampler.stroke(radius: parameters.stroke) }
    if parameters.elastic.isEmpty {
      sampler.sample(by: parameters.map, into: target)
    } else {
      sampler.sample(by: parameters.map, and: parameters.elastic, into: target)
    }
  }

  /// Computes `((value − mean) · contrast + mean) · brightness`, clamped to 0…1: the contrast and brightness of
  /// torchvision's ColorJitter, in that order. The mean is that of the grey image, or of the colour image's BT.601
  /// luma.
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
  /// The weight of each channel in a pixel's brightness; they sum to 1.
  ///
  /// Source: ITU-R BT.601, luma.
  fileprivate var lumaWeights: [Float] { self == .grey ? [1] : [0.299, 0.587, 0.114] }
}
