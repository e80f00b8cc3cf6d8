import Foundation

extension TrainingEvent: Codable {
  private enum Key: String, CodingKey { case event }

  private enum Kind: String, Codable {
    case started, resumed, planned, step, evaluating, evaluation, command, collapse, checkpoint, obstructed, failed,
      finished
  }

  /// Reads an event by the kind under `"event"`.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .event) {
    case .started: self = .started(try StartedReport(from: decoder))
    case .resumed: self = .resumed(try ResumedReport(from: decoder))
    case .planned: self = .planned(try PlannedReport(from: decoder))
    case .step: self = .step(try StepReport(from: decoder))
    case .evaluating: self = .evaluating(try EvaluatingReport(from: decoder))
    case .evaluation: self = .evaluation(try EvaluationReport(from: decoder))
    case .command: self = .command(try CommandReport(from: decoder))
    case .collapse: self = .collapse(try CollapseReport(from: decoder))
    case .checkpoint: self = .checkpoint(try CheckpointReport(from: decoder))
    case .obstructed: self = .obstructed(try ObstructedReport(from: decoder))
    case .failed: self = .failed(try FailedReport(from: decoder))
    case .finished: self = .finished(try FinishedReport(from: decoder))
    }
  }

  /// Writes the kind under `"event"` and the payload's fields beside it.
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
      case .collapse(let report): (.collapse, report)
      case .checkpoint(let report): (.checkpoint, report)
      case .obstructed(let report): (.obstructed, report)
      case .failed(let report): (.failed, report)
      case .finished(let report): (.finished, report)
      }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .event)
    try payload.encode(to: encoder)
  }
}

/// One JSON object a line: how events are journaled and printed.
public struct EventLines: Sendable {
  /// The one way events are written: keys sorted, so that equal events are equal lines.
  public init() {}

  /// An event as one line, without its newline.
  public func line(_ event: TrainingEvent) throws -> String { try line(of: event) }

  /// An answer written as events are.
  public func line(of report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  /// The event a line holds.
  public func event(_ line: some StringProtocol) throws -> TrainingEvent {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(TrainingEvent.self, from: Data(line.utf8))
  }
}
