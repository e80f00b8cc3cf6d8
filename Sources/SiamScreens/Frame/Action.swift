/// What a key does; on which screen it does it is said by the table of keys.
package enum Action: Hashable, Sendable {
  // The run.
  case pauseOrResume, singleStep, evaluate, checkpoint
  // A replay.
  case playOrPause, stepBack, stepOn, scrubBack, scrubOn, slower, faster
  case previousCheckpoint, nextCheckpoint, toBegin, toEnd
  // The program.
  case show(ScreenName)
  case help, prompt, search, nextMatch, previousMatch, saveScreen, close, quit, interrupt
  // Moving about.
  case up, down, left, right, first, last, halfPageUp, halfPageDown, open, nextFocus, previousFocus
  // The focused control, or the chart.
  case increase, decrease, fit
  // Charts.
  case logarithmicAxis, smoothing, timeAxis, follow
  // Lists, support sets, maps.
  case sort, filter, classifier, again, draw, replace, erase, undo, method
  case moreWays, fewerWays, moreShots, fewerShots
  // Support.
  case chooseClasses, withinGroup, pen
  // Runs.
  case replayRun, mark, delete
}

extension Action {
  /// Whether it asks training for something.
  var changesRun: Bool {
    switch self {
    case .pauseOrResume, .singleStep, .evaluate, .checkpoint: true
    default: false
    }
  }
}
