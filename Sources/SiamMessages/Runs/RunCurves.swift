/// A run's curves in a few hundred points, to be laid over those of others.
public struct RunCurves: Equatable, Sendable {
  /// The run's path, as it was asked for.
  public var run: String
  /// The smoothed training loss.
  public var loss: [Point]
  /// Episode accuracy on held-out classes, 0…1.
  public var accuracy: [Point]
  /// k and n of the accuracy: the recipe's last, which is the hardest; nil where nothing was examined.
  public var setting: EpisodeSetting?

  /// A run's curves.
  public init(run: String, loss: [Point], accuracy: [Point], setting: EpisodeSetting?) {
    self.run = run
    self.loss = loss
    self.accuracy = accuracy
    self.setting = setting
  }

  /// A value after a step.
  public struct Point: Equatable, Sendable {
    /// Steps taken.
    public var step: Int
    /// Training time, evaluation and pauses excluded.
    public var seconds: Double
    /// What it is.
    public var value: Float

    /// A value after a step.
    public init(step: Int, seconds: Double, value: Float) {
      self.step = step
      self.seconds = seconds
      self.value = value
    }
  }
}
