/// An image of a dataset: its place in the dataset's stable order, training and held-out images alike.
public struct ImageID: RawRepresentable, Codable, Hashable, Comparable, Sendable {
  /// The image's index, from 0.
  public let rawValue: Int32

  /// The image at an index.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The image at an index.
  public init(_ index: Int) { rawValue = Int32(index) }

  /// The image's index, from 0.
  public var index: Int { Int(rawValue) }

  /// Dataset order.
  public static func < (left: ImageID, right: ImageID) -> Bool { left.rawValue < right.rawValue }
}

/// A class of a dataset: its place in the dataset's stable order.
public struct ClassID: RawRepresentable, Codable, Hashable, Comparable, Sendable {
  /// The class's index, from 0.
  public let rawValue: Int32

  /// The class at an index.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The class at an index.
  public init(_ index: Int) { rawValue = Int32(index) }

  /// The class's index, from 0.
  public var index: Int { Int(rawValue) }

  /// Dataset order.
  public static func < (left: ClassID, right: ClassID) -> Bool { left.rawValue < right.rawValue }
}

/// A picture small enough to travel in an answer.
public struct Picture: Codable, Equatable, Sendable {
  /// Which image it is.
  public var id: ImageID
  /// The name of its class, as people read it.
  public var className: String
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int
  /// What it has of each pixel.
  public var channels: Channels
  /// `channels × height × width` values, row-major, ink bright (255) on black (0).
  public var pixels: [UInt8]

  /// A picture of `width × height` pixels.
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

extension Picture {
  /// Reads a picture; one that doesn't say what it has of each pixel is grey.
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
