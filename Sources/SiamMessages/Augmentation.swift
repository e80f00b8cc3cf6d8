/// How images are varied while training: how much of each kind, 0 for none.
///
/// Ranges are drawn uniformly from −x…x, for every image anew. Sources: Simard et al. 2003, Best Practices for
/// Convolutional Neural Networks, §2 (affine and elastic); DeVries and Taylor 2017 (cutout).
public struct Augmentation: Equatable, Sendable {
  /// In degrees.
  public var rotation: Float = 15
  /// Relative: 0.2 scales by 0.8…1.2.
  public var scale: Float = 0.2
  /// Relative stretch of the width over the height.
  public var stretch: Float = 0.1
  /// Horizontal shift for each unit of height.
  public var shear: Float = 0.3
  /// As a share of half the image's size.
  public var shift: Float = 0.15
  /// Root mean square of a smooth random displacement along each axis, as a share of the image's size.
  ///
  /// 0.05 is what Simard et al. found best (σ = 4, α = 34 on 29 × 29 pixels).
  public var elastic: Float = 0
  /// By how much strokes of ink grow or shrink on each of their sides, in 28ths of the image's size.
  public var stroke: Float = 0
  /// Relative: 0.2 multiplies every pixel by one of 0.8…1.2.
  public var brightness: Float = 0
  /// Relative: 0.2 scales every pixel's difference to the image's mean by one of 0.8…1.2.
  public var contrast: Float = 0
  /// Side of a square of nothing (0) about a random pixel, as a share of the image's size; the same for every image.
  public var cutout: Float = 0
  /// Share of images, 0…1, that are mirrored left to right.
  public var flipHorizontal: Float = 0
  /// Share of images, 0…1, that are mirrored top to bottom.
  public var flipVertical: Float = 0

  /// The usual ranges for handwriting and type.
  public init() {}

  /// The usual ranges for pictures in colour, as most of them are photos: moved as far as a padded crop moves them,
  /// half of them mirrored, in changing light, and neither turned nor sheared.
  ///
  /// Sources: He et al. 2016, Deep Residual Learning, §4.2 (by 4 of 32 pixels, mirrored); Chen et al. 2019, A Closer
  /// Look at Few-shot Classification, §4.1 (light by 0.4).
  public static var photo: Augmentation {
    var photo = Augmentation()
    photo.rotation = 0
    photo.shear = 0
    photo.shift = 0.25
    photo.brightness = 0.4
    photo.contrast = 0.4
    photo.flipHorizontal = 0.5
    return photo
  }

  /// The usual ranges for pictures that have such channels.
  public static func usual(for channels: Channels) -> Augmentation { channels == .grey ? Augmentation() : .photo }

  /// No variation.
  public static var none: Augmentation {
    var none = Augmentation()
    for word in AugmentationWord.allCases { none[word] = 0 }
    return none
  }

  /// Whether more than an image's place is varied: whether any word after `shift` is on.
  public var hasMoreThanAffine: Bool {
    var rest = self
    for word in AugmentationWord.affine { rest[word] = 0 }
    return rest != .none
  }
}

/// A kind of variation, as `--augment` and `run.json` spell it.
public enum AugmentationWord: String, CaseIterable, CodingKey, Sendable {
  case rotation, scale, stretch, shear, shift, elastic, stroke, brightness, contrast, cutout
  case flipHorizontal = "flip-horizontal"
  case flipVertical = "flip-vertical"

  /// The kinds that one affine map has together.
  public static let affine: [AugmentationWord] = [.rotation, .scale, .stretch, .shear, .shift]

  /// Values lie in 0 … this; beyond it an image can't be told from another.
  public var limit: Float {
    switch self {
    case .rotation: 180
    case .scale, .stretch, .cutout: 0.9
    case .shear, .stroke: 2
    case .elastic: 0.2
    case .shift, .brightness, .contrast, .flipHorizontal, .flipVertical: 1
    }
  }

  /// What the word means without a value, or nil where it needs one.
  public var valueAlone: Float? {
    switch self {
    case .flipHorizontal, .flipVertical: 0.5
    default: nil
    }
  }

  fileprivate var field: WritableKeyPath<Augmentation, Float> {
    switch self {
    case .rotation: \.rotation
    case .scale: \.scale
    case .stretch: \.stretch
    case .shear: \.shear
    case .shift: \.shift
    case .elastic: \.elastic
    case .stroke: \.stroke
    case .brightness: \.brightness
    case .contrast: \.contrast
    case .cutout: \.cutout
    case .flipHorizontal: \.flipHorizontal
    case .flipVertical: \.flipVertical
    }
  }
}

extension Augmentation {
  /// How much there is of one kind.
  public subscript(word: AugmentationWord) -> Float {
    get { self[keyPath: word.field] }
    set { self[keyPath: word.field] = newValue }
  }
}

extension Augmentation: Codable {
  /// Reads what a run was varied by; words that its version of siam did not have were off.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AugmentationWord.self)
    self = .none
    for word in AugmentationWord.allCases {
      if let value = try container.decodeIfPresent(Float.self, forKey: word) { self[word] = value }
    }
  }

  /// Writes every word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AugmentationWord.self)
    for word in AugmentationWord.allCases { try container.encode(self[word], forKey: word) }
  }
}
