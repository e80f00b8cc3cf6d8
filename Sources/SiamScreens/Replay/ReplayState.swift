/// What the front end knows of a replay.
struct ReplayState: Equatable, Sendable {
  /// The run.
  var report: ReplayReport
  /// Whether it goes on by itself.
  var isPlaying: Bool
  /// How fast.
  var speed: ReplaySpeed
  /// The step that was asked for and has not come yet.
  var wanted: Int?
  /// Whether the mouse holds the timeline.
  var isHeld = false

  init(_ report: ReplayReport) {
    self.report = report
    speed = report.speed
    isPlaying = report.isPlaying
  }

  /// A step of the run.
  func bounded(_ step: Int) -> Int { min(max(0, step), report.steps) }

  /// The checkpoint before a step, or after it.
  func checkpoint(from step: Int, forward: Bool) -> Int? {
    forward ? report.checkpoints.first { $0 > step } : report.checkpoints.last { $0 < step }
  }
}
