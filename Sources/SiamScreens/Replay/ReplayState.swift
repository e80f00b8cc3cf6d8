import SiamCanvas
import SiamCore

/// The state of a replay.
struct ReplayState: Equatable, Sendable {
  /// The description of the replayed run.
  var report: ReplayReport
  /// Whether the replay plays rather than being paused.
  var isPlaying: Bool
  /// The speed, in multiples of the training speed.
  var speed: ReplaySpeed
  /// The requested step that is not shown yet.
  var requested: Int?
  /// Whether the mouse drags the timeline.
  var isDragged = false

  init(_ report: ReplayReport) {
    self.report = report
    speed = report.speed
    isPlaying = report.isPlaying
  }

  /// Limits a step to those of the run.
  func bounded(_ step: Int) -> Int { min(max(0, step), report.steps) }

  /// Returns the step of the next checkpoint after a step, or of the last one before it.
  func checkpoint(from step: Int, forward: Bool) -> Int? {
    forward ? report.checkpoints.first { $0 > step } : report.checkpoints.last { $0 < step }
  }
}

extension KeyBinding {
  /// The keys of every screen during a replay.
  static let replay: [KeyBinding] = [
    KeyBinding(
      [.character(" ")], "Space", .playOrPause, footer: "pause", "play or pause; at the end, play from the start"),
    KeyBinding([.character("(")], "(", .scrubBack, footer: "scrub", "go back a fiftieth of the run"),
    KeyBinding([.character(")")], ")", .scrubOn, "go forward a fiftieth of the run; the timeline can be dragged too"),
    KeyBinding([.character("<")], "<", .slower, footer: "speed", "halve the speed"),
    KeyBinding([.character(">")], ">", .faster, "double the speed"),
    KeyBinding([.character(",")], ",", .stepBack, footer: "step", "go back one step"),
    KeyBinding([.character(".")], ".", .stepOn, "go forward one step"),
    KeyBinding([.character("P")], "P", .previousCheckpoint, "go to the previous checkpoint"),
    KeyBinding([.character("p")], "p", .nextCheckpoint, footer: "checkpoint", "go to the next checkpoint"),
    KeyBinding([.home], "Home", .toBegin, "go to the beginning"),
    KeyBinding([.end], "End", .toEnd, "go to the end"),
  ]
}
