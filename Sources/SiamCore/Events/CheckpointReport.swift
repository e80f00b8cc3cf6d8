/// The report of a checkpoint that was written.
public struct CheckpointReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// The checkpoint's path within the run folder.
  public var file: String

  /// Creates a report.
  public init(step: Int, file: String) {
    self.step = step
    self.file = file
  }
}

/// The report of a failed write, on which training waits, or of its recovery.
public struct WriteStalledReport: Codable, Equatable, Sendable {
  /// What can't be written and why; nil once writing succeeds again.
  public var reason: String?
  /// What to do, if anything.
  public var remedy: String?

  /// Creates a report; without a reason, it reports the recovery.
  public init(reason: String?, remedy: String? = nil) {
    self.reason = reason
    self.remedy = remedy
  }
}
