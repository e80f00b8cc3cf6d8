/// What a picture has of each pixel.
public enum Channels: String, CaseIterable, Codable, Sendable {
  /// One value: how bright it is.
  case grey
  /// Three values: how red, green and blue it is.
  case rgb

  /// Values a pixel.
  public var count: Int { self == .grey ? 1 : 3 }

  /// What has so many values a pixel; nil where nothing does.
  public init?(count: Int) {
    switch count {
    case 1: self = .grey
    case 3: self = .rgb
    default: return nil
    }
  }
}
