public import Foundation

/// A point in time with a precision of one second; in JSON an ISO 8601 string such as `2026-11-24T09:30:00Z`.
public struct Instant: Codable, Comparable, Hashable, Sendable {
  /// The date, in whole seconds.
  public let date: Date

  /// Creates an instant; fractions of a second are dropped.
  public init(_ date: Date) {
    self.date = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
  }

  /// Decodes an ISO 8601 string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    // Replaced by an error that quotes the text.
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not an ISO 8601 time")
    }
    self.init(date)
  }

  /// Encodes an ISO 8601 string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(date.formatted(.iso8601))
  }

  /// Compares by time.
  public static func < (one: Instant, other: Instant) -> Bool { one.date < other.date }
}
