/// A command to a replay.
package enum ReplayCommand: Equatable, Sendable {
  /// Play from the current step, or pause.
  case play(Bool)
  /// Jump to the run's state after a step.
  case seek(step: Int)
  /// Set the playback speed.
  case speed(ReplaySpeed)
}

/// The position at which a replay starts.
package enum ReplayStart: Equatable, Sendable {
  /// Play from the first event.
  case beginning
  /// Show the state after the last step, paused.
  case end
}
