/// What a key does; `KeyBinding.table` says which key, on which screen.
package enum Action: Hashable, Sendable {
  // The run.
  case pauseOrResume, singleStep, evaluate, checkpoint
  // A replay.
  case playOrPause, stepBack, stepOn, scrubBack, scrubOn, slower, faster
  case previousCheckpoint, nextCheckpoint, toBegin, toEnd
  // The program.
  case show(ScreenName)
  case help, prompt, search, nextMatch, previousMatch, saveScreen, close, quit, interrupt
  // Movement.
  case up, down, left, right, first, last, halfPageUp, halfPageDown, open, nextFocus, previousFocus
  // The focused control, or the chart.
  case increase, decrease, fit
  // Charts.
  case logarithmicAxis, smoothing, timeAxis, follow
  // Lists, support sets, maps.
  case sort, filter, classifier, again, draw, replace, erase, undo, method
  case moreWays, fewerWays, moreShots, fewerShots
  // The Support screen.
  case chooseClasses, withinGroup, pen
  // The Runs screen.
  case replayRun, mark, delete
}

extension Action {
  /// Whether the action sends a command to training.
  var changesRun: Bool {
    switch self {
    case .pauseOrResume, .singleStep, .evaluate, .checkpoint: true
    default: false
    }
  }
}
