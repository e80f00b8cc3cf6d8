import Foundation

extension TrainingEvent: Codable {
  private enum Key: String, CodingKey { case event }

  private enum Kind: String, Codable {
    case started, resumed, planned, step, evaluating, evaluation, command, collapse, checkpoint, failed,
      finished
    case commandRejected = "command-rejected"
    // The name since the first version of the journal.
    case writeStalled = "obstructed"
  }

  /// Decodes an event by the kind under `"event"`.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .event) {
    case .started: self = .started(try StartedReport(from: decoder))
    case .resumed: self = .resumed(try ResumedReport(from: decoder))
    case .planned: self = .planned(try PlannedReport(from: decoder))
    case .step: self = .step(try StepReport(from: decoder))
    case .evaluating: self = .evaluating(try EvaluationStartedReport(from: decoder))
    case .evaluation: self = .evaluation(try EvaluationReport(from: decoder))
    case .command: self = .command(try CommandReport(from: decoder))
    case .commandRejected: self = .commandRejected(try CommandRejectedReport(from: decoder))
    case .collapse: self = .collapse(try CollapseReport(from: decoder))
    case .checkpoint: self = .checkpoint(try CheckpointReport(from: decoder))
    case .writeStalled: self = .writeStalled(try WriteStalledReport(from: decoder))
    case .failed: self = .failed(try FailedReport(from: decoder))
    case .finished: self = .finished(try FinishedReport(from: decoder))
    }
  }

  /// Encodes the kind under `"event"` and the report's fields beside it.
  public func encode(to encoder: any Encoder) throws {
    let (kind, payload): (Kind, any Encodable) =
      switch self {
      case .started(let report): (.started, report)
      case .resumed(let report): (.resumed, report)
      case .planned(let report): (.planned, report)
      case .step(let report): (.step, report)
      case .evaluating(let report): (.evaluating, report)
      case .evaluation(let report): (.evaluation, report)
      case .command(let report): (.command, report)
      case .commandRejected(let report): (.commandRejected, report)
      case .collapse(let report): (.collapse, report)
      case .checkpoint(let report): (.checkpoint, report)
      case .writeStalled(let report): (.writeStalled, report)
      case .failed(let report): (.failed, report)
      case .finished(let report): (.finished, report)
      }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .event)
    try payload.encode(to: encoder)
  }
}

/// Reads and writes events as JSON Lines, one object per line, as in the journal and with `--json`.
public struct EventLines: Sendable {
  /// Creates a coder. Keys are sorted, so that equal events are equal lines.
  public init() {}

  // Shared, because creating a coder takes longer than encoding most events. Several threads may use them at once, as
  // nothing changes their options afterwards.
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }()
  private static let decoder = {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }()

  /// Returns an event as one line, without a newline.
  ///
  /// - Throws: `EncodingError`.
  public func line(_ event: TrainingEvent) throws -> String { try line(of: event) }

  /// Returns a report as one line, without a newline, formatted as events are.
  ///
  /// - Throws: `EncodingError`.
  public func line(of report: some Encodable) throws -> String {
    String(decoding: try Self.encoder.encode(report), as: UTF8.self)
  }

  /// Parses an event from a line.
  ///
  /// - Throws: `DecodingError` if the line is not the JSON of an event that this version knows.
  public func event(_ line: some StringProtocol) throws -> TrainingEvent {
    try Self.decoder.decode(TrainingEvent.self, from: Data(line.utf8))
  }
}
