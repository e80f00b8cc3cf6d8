/// Identifies an image by its index in the dataset's stable order, which includes all splits.
public struct ImageID: RawRepresentable, Codable, Hashable, Comparable, Sendable {
  /// The image's index, from 0.
  public let rawValue: Int32

  /// Creates the identifier of the image at an index.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Creates the identifier of the image at an index.
  public init(_ index: Int) { rawValue = Int32(index) }

  /// The image's index, from 0.
  public var index: Int { Int(rawValue) }

  /// Compares by dataset order.
  public static func < (left: ImageID, right: ImageID) -> Bool { left.rawValue < right.rawValue }
}

/// Identifies a class by its index in the dataset's stable order.
public struct ClassID: RawRepresentable, Codable, Hashable, Comparable, Sendable {
  /// The class's index, from 0.
  public let rawValue: Int32

  /// Creates the identifier of the class at an index.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Creates the identifier of the class at an index.
  public init(_ index: Int) { rawValue = Int32(index) }

  /// The class's index, from 0.
  public var index: Int { Int(rawValue) }

  /// Compares by dataset order.
  public static func < (left: ClassID, right: ClassID) -> Bool { left.rawValue < right.rawValue }
}

/// An image of a dataset with its pixels.
public struct DatasetImage: Codable, Equatable, Sendable {
  /// The image's identifier.
  public var id: ImageID
  /// The name of the image's class.
  public var className: String
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int
  /// The colour channels.
  public var channels: Channels
  /// `channels × height × width` values, row-major, ink bright (255) on black (0).
  public var pixels: [UInt8]

  /// Creates an image of `width × height` pixels.
  public init(
    id: ImageID, className: String, width: Int, height: Int, channels: Channels = .grey, pixels: [UInt8]
  ) {
    self.id = id
    self.className = className
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }
}

extension DatasetImage {
  /// Decodes an image. Without `channels`, as older versions wrote it, the image is grey.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(ImageID.self, forKey: .id),
      className: try container.decode(String.self, forKey: .className),
      width: try container.decode(Int.self, forKey: .width), height: try container.decode(Int.self, forKey: .height),
      channels: try container.decodeIfPresent(Channels.self, forKey: .channels) ?? .grey,
      pixels: try container.decode([UInt8].self, forKey: .pixels))
  }
}
