/// The report of the end of a run.
public struct FinishedReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// Whether all planned steps were completed; false if the run was stopped.
  public var complete: Bool
  /// The training time in seconds, without evaluations and pauses.
  public var seconds: Double
  /// The mean training speed, in images per second.
  public var imagesPerSecond: Float

  /// Creates a report.
  public init(step: Int, complete: Bool, seconds: Double, imagesPerSecond: Float) {
    self.step = step
    self.complete = complete
    self.seconds = seconds
    self.imagesPerSecond = imagesPerSecond
  }
}

/// The report of an error that ended the run.
public struct FailedReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// The error and what to do, in one line.
  public var message: String

  /// Creates a report.
  public init(step: Int, message: String) {
    self.step = step
    self.message = message
  }
}
