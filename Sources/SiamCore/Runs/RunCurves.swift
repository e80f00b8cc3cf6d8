/// The curves of a run, reduced to a few hundred points, for comparison with other runs.
public struct RunCurves: Equatable, Sendable {
  /// The run's path, as requested.
  public var run: String
  /// The smoothed training loss.
  public var loss: [Point]
  /// The few-shot accuracy on validation classes, 0…1.
  public var accuracy: [Point]
  /// The way and shot of the accuracy, the last of the recipe's settings; nil without evaluations.
  public var setting: EpisodeSetting?

  /// Creates curves.
  public init(run: String, loss: [Point], accuracy: [Point], setting: EpisodeSetting?) {
    self.run = run
    self.loss = loss
    self.accuracy = accuracy
    self.setting = setting
  }

  /// A point of a curve.
  public struct Point: Equatable, Sendable {
    /// The number of completed steps.
    public var step: Int
    /// The training time in seconds, without evaluations and pauses.
    public var seconds: Double
    /// The loss, or the accuracy, 0…1.
    public var value: Float

    /// Creates a point.
    public init(step: Int, seconds: Double, value: Float) {
      self.step = step
      self.seconds = seconds
      self.value = value
    }
  }
}
