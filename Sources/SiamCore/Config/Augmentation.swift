/// The strength of each kind of augmentation applied to training images; 0 turns a kind off.
///
/// For a strength x, each image gets its own value, drawn uniformly from −x…x.
///
/// Sources: Simard et al. 2003, Best Practices for Convolutional Neural Networks, §2 (affine and elastic); DeVries and
/// Taylor 2017 (cutout).
public struct Augmentation: Equatable, Sendable {
  /// The rotation in degrees, 0…180 (default: 15).
  public var rotation: Float = 15
  /// The relative scale, 0…0.9 (default: 0.2); 0.2 scales by 0.8…1.2.
  public var scale: Float = 0.2
  /// The relative stretch of the width over the height, 0…0.9 (default: 0.1).
  public var stretch: Float = 0.1
  /// The horizontal shift for each unit of height, 0…2 (default: 0.3).
  public var shear: Float = 0.3
  /// The translation along each axis, as a share of half the image's size, 0…1 (default: 0.15).
  public var shift: Float = 0.15
  /// The root mean square of a smooth random displacement along each axis, as a share of the image's size, 0…0.2
  /// (default: 0).
  ///
  /// 0.05 is what Simard et al. found best (σ = 4, α = 34 on 29 × 29 pixels).
  public var elastic: Float = 0
  /// The growth or shrinkage of strokes of ink on each side, in 28ths of the image's size, 0…2 (default: 0).
  public var stroke: Float = 0
  /// The relative brightness, 0…1 (default: 0); 0.2 multiplies all pixels by a factor of 0.8…1.2.
  public var brightness: Float = 0
  /// The relative contrast, 0…1 (default: 0); 0.2 scales the pixels' differences from the image's mean by 0.8…1.2.
  public var contrast: Float = 0
  /// The side of a square of zeros around a random pixel, as a share of the image's size, 0…0.9 (default: 0). Every
  /// image gets a square of this size.
  public var cutout: Float = 0
  /// The share of images mirrored left to right, 0…1 (default: 0).
  public var flipHorizontal: Float = 0
  /// The share of images mirrored top to bottom, 0…1 (default: 0).
  public var flipVertical: Float = 0

  /// The default for grey images, which suits handwriting and type.
  public init() {}

  /// The default for colour images, most of which are photos: shifted as far as a padded crop shifts them, half of
  /// them mirrored, with varied brightness and contrast, and neither rotated nor sheared.
  ///
  /// Sources: He et al. 2016, Deep Residual Learning, §4.2 (shifted by 4 of 32 pixels, mirrored); Chen et al. 2019, A
  /// Closer Look at Few-shot Classification, §4.1 (brightness and contrast by 0.4).
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

  /// Returns the default for images with these channels.
  public static func `default`(for channels: Channels) -> Augmentation { channels == .grey ? Augmentation() : .photo }

  /// No augmentation: every field is 0.
  public static var none: Augmentation {
    var none = Augmentation()
    for field in AugmentationField.allCases { none[field] = 0 }
    return none
  }

  /// Whether any field that is not part of the affine map is on.
  public var hasMoreThanAffine: Bool {
    var rest = self
    for field in AugmentationField.affine { rest[field] = 0 }
    return rest != .none
  }
}

/// A kind of augmentation; the raw value is its name in `--augment` and `run.json`.
public enum AugmentationField: String, CaseIterable, CodingKey, Sendable {
  /// A rotation by up to this many degrees either way.
  case rotation
  /// A relative change of size.
  case scale
  /// A relative stretch of the width over the height.
  case stretch
  /// A horizontal shift for each unit of height.
  case shear
  /// A translation along each axis, as a share of half the image's size.
  case shift
  /// A smooth random displacement, whose root mean square is a share of the image's size.
  case elastic
  /// A growth or shrinkage of strokes of ink, in 28ths of the image's size.
  case stroke
  /// A relative change of brightness.
  case brightness
  /// A relative change of the pixels' differences from the image's mean.
  case contrast
  /// A square of zeros, whose side is a share of the image's size.
  case cutout
  /// The share of images that are mirrored left to right.
  case flipHorizontal = "flip-horizontal"
  /// The share of images that are mirrored top to bottom.
  case flipVertical = "flip-vertical"

  /// The kinds that are applied together as one affine map.
  public static let affine: [AugmentationField] = [.rotation, .scale, .stretch, .shear, .shift]

  /// The maximum strength; beyond it, images can no longer be recognized. The minimum is 0.
  public var maximum: Float {
    switch self {
    case .rotation: 180
    case .scale, .stretch, .cutout: 0.9
    case .shear, .stroke: 2
    case .elastic: 0.2
    case .shift, .brightness, .contrast, .flipHorizontal, .flipVertical: 1
    }
  }

  /// The value of a field given by its name alone, or nil if it needs a value.
  public var defaultValue: Float? {
    switch self {
    case .flipHorizontal, .flipVertical: 0.5
    default: nil
    }
  }

  fileprivate var keyPath: WritableKeyPath<Augmentation, Float> {
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
  /// The strength of one kind.
  public subscript(field: AugmentationField) -> Float {
    get { self[keyPath: field.keyPath] }
    set { self[keyPath: field.keyPath] = newValue }
  }
}

extension Augmentation: Codable {
  /// Decodes the augmentation of a run. Fields that its version of siam did not have are off.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AugmentationField.self)
    self = .none
    for field in AugmentationField.allCases {
      if let value = try container.decodeIfPresent(Float.self, forKey: field) { self[field] = value }
    }
  }

  /// Encodes every field.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AugmentationField.self)
    for field in AugmentationField.allCases { try container.encode(self[field], forKey: field) }
  }
}
