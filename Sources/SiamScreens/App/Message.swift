package import SiamCanvas
package import SiamCore

/// An input of `update`: everything that can change the state.
package enum Message: Equatable, Sendable {
  /// Training emitted an event.
  case event(TrainingEvent)
  /// A trained run is explored, without training.
  case exploring(ExplorationReport)
  /// Images are being read, before there is a run.
  case loading(LoadingProgress)
  /// The share of the journal that has been read before a replay starts, 0…1.
  case reading(share: Double)
  /// A replay starts; the events of the run follow.
  case replaying(ReplayReport)
  /// The state of a replayed run after some step; the events after that step follow.
  case restored(Restoration)
  /// A replay has reached the end of the run.
  case replayEnded
  /// A key was pressed or the mouse was used.
  case input(Input)
  /// The terminal has a new size, in cells.
  case resized(width: Int, height: Int)
  /// The time since the program started; everything that depends on time uses it.
  case clock(seconds: Double)
  /// The result of the query with this number.
  case result(number: Int, QueryResult)
  /// A run was deleted, or could not be because of `problem`.
  case removed(run: String, problem: String?)
  /// A message for the log, such as where the screen was saved.
  case said(String)
  /// The process was interrupted, for example by Ctrl-C or SIGTERM.
  case interrupt
}

/// An output of `update`: what the program must do.
package enum Effect: Equatable, Sendable {
  /// Send a command to training.
  case command(TrainingCommand)
  /// Send a command to the replay.
  case replay(ReplayCommand)
  /// Run a query and send its result with the same number; a newer query cancels an older one of its kind.
  case ask(number: Int, Query)
  /// Open a run of the Runs screen, by its path, until the user returns.
  case visit(run: String, ReplayStart)
  /// Delete a run of the Runs screen, by its path.
  case remove(run: String)
  /// Save the screen to a file at `path`, or under a default name.
  case saveScreen(as: ScreenFormat, path: String?)
  /// Draw events of training at most this many times a second.
  case setMaxFrameRate(timesASecond: Int)
  /// Exit the program: with `save`, after training has saved (or when there is nothing to save); without, at once.
  case leave(save: Bool)
}

extension Message {
  /// Wraps an event of a replay.
  package init(_ event: ReplayEvent) {
    self =
      switch event {
      case .reading(let share): .reading(share: share)
      case .started(let report): .replaying(report)
      case .restored(let restoration): .restored(restoration)
      case .event(let event): .event(event)
      case .ended: .replayEnded
      }
  }
}
