/// What a person asks of a replay.
package enum ReplayCommand: Equatable, Sendable {
  /// Show the run from where it stands, or stop there.
  case play(Bool)
  /// Show the run as it was after so many steps.
  case seek(step: Int)
  /// Show it faster or slower.
  case speed(ReplaySpeed)
}
