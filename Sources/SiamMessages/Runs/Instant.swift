import Foundation

/// A moment, to the second; in JSON as ISO 8601 has it, `2026-11-24T09:30:00Z`.
public struct Instant: Codable, Comparable, Hashable, Sendable {
  /// The moment.
  public let date: Date

  /// A moment, its fraction of a second cut off.
  public init(_ date: Date) {
    self.date = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
  }

  /// Reads what `encode` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no ISO 8601 time")
    }
    self.init(date)
  }

  /// Writes it as text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(date.formatted(.iso8601))
  }

  /// The earlier one first.
  public static func < (one: Instant, other: Instant) -> Bool { one.date < other.date }
}
