/// The colour channels of an image.
public enum Channels: String, CaseIterable, Codable, Sendable {
  /// One channel: brightness.
  case grey
  /// Three channels: red, green and blue.
  case rgb

  /// The number of channels: 1 or 3.
  public var count: Int { self == .grey ? 1 : 3 }

  /// The channels with this count, or nil if it is neither 1 nor 3.
  public init?(count: Int) {
    switch count {
    case 1: self = .grey
    case 3: self = .rgb
    default: return nil
    }
  }
}
