/// The report of the end of a run.
public struct FinishedReport: Codable, Equatable, Sendable {
  /// The number of completed steps.
  public var step: Int
  /// Whether all planned steps were completed and saved; false if the run was stopped.
  public var complete: Bool
  /// The training time in seconds, without evaluations and pauses.
  public var seconds: Double
  /// The mean training speed, in images per second.
  public var imagesPerSecond: Float
  /// What could not be written at the end of the run, and why; nil if everything was.
  public var unsaved: String?

  /// Creates a report.
  public init(step: Int, complete: Bool, seconds: Double, imagesPerSecond: Float, unsaved: String? = nil) {
    self.step = step
    self.complete = complete
    self.seconds = seconds
    self.imagesPerSecond = imagesPerSecond
    self.unsaved = unsaved
  }

  /// The same end of a run, of which something could not be written.
  public func losing(_ unsaved: String) -> FinishedReport {
    var report = self
    report.complete = false
    report.unsaved = unsaved
    return report
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
