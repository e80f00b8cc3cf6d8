import SiamMessages

/// An answer as one JSON object, its kind first among equals: `{"event":"verification","accuracy":…}`.
struct EventLine<Report: Encodable>: Encodable {
  var event: String
  var report: Report

  private enum CodingKeys: CodingKey { case event }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(event, forKey: .event)
    try report.encode(to: encoder)
  }

  /// The object on a line.
  var text: String { get throws { try EventLines().line(of: self) } }
}
