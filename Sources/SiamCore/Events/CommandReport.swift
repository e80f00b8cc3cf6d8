/// The report of a command that was applied.
public struct CommandReport: Codable, Equatable, Sendable {
  /// The number of completed steps when the command was applied.
  public var step: Int
  /// The applied command.
  public var command: TrainingCommand

  /// Creates a report.
  public init(step: Int, command: TrainingCommand) {
    self.step = step
    self.command = command
  }
}

/// The report of a command that was rejected and changed nothing.
public struct CommandRejectedReport: Codable, Equatable, Sendable {
  /// The number of completed steps when the command was rejected.
  public var step: Int
  /// The rejected command.
  public var command: TrainingCommand
  /// Why the command was rejected and what is valid, in one line.
  public var reason: String

  /// Creates a report.
  public init(step: Int, command: TrainingCommand, reason: String) {
    self.step = step
    self.command = command
    self.reason = reason
  }
}

extension CommandReport {
  private enum Key: String, CodingKey { case step }

  /// Decodes the step and, beside it, the command's keys.
  public init(from decoder: any Decoder) throws {
    step = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .step)
    command = try TrainingCommand(from: decoder)
  }

  /// Encodes the step and, beside it, the command's keys.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(step, forKey: .step)
    try command.encode(to: encoder)
  }
}

extension CommandRejectedReport {
  private enum Key: String, CodingKey { case step, reason }

  /// Decodes the step and the reason and, beside them, the command's keys.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    step = try container.decode(Int.self, forKey: .step)
    reason = try container.decode(String.self, forKey: .reason)
    command = try TrainingCommand(from: decoder)
  }

  /// Encodes the step and the reason and, beside them, the command's keys.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(step, forKey: .step)
    try container.encode(reason, forKey: .reason)
    try command.encode(to: encoder)
  }
}
