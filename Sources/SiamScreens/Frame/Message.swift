import SiamCanvas
import SiamMessages

/// What reaches the front end's state.
package enum Message: Equatable, Sendable {
  /// Training said something.
  case event(TrainingEvent)
  /// A trained run is explored; nothing trains.
  case exploring(ExplorationReport)
  /// Images are being read, before there is a run.
  case loading(LoadingProgress)
  /// A run is about to be replayed, and so much of its journal has been read, 0…1.
  case reading(share: Double)
  /// A run is replayed: its events follow.
  case replaying(ReplayReport)
  /// A replayed run as it was after some step; the events after it follow.
  case restored(Restoration)
  /// A replay has come to its run's end.
  case replayEnded
  /// A person did something.
  case input(Input)
  /// The screen has a size, in cells.
  case resized(width: Int, height: Int)
  /// The time since the front end began; from it come holds, flashes and the measured cost of an evaluation.
  case clock(seconds: Double)
  /// A question was answered.
  case answer(number: Int, Answer)
  /// A run was deleted; `problem` says why it was not.
  case removed(run: String, problem: String?)
  /// The program has something to say, such as where it saved the screen.
  case said(String)
  /// The process was asked to end, as by Ctrl-C or SIGTERM.
  case interrupt
}

/// What the front end's state wants done.
package enum Effect: Equatable, Sendable {
  /// Tell training.
  case command(TrainingCommand)
  /// Tell a replay.
  case replay(ReplayCommand)
  /// Ask, and answer with the same number; a newer question of a kind cancels an older one.
  case ask(number: Int, Question)
  /// Show a run of the Runs screen, by its path, until the person comes back.
  case visit(run: String, ReplayStart)
  /// Delete a run of the Runs screen, by its path.
  case remove(run: String)
  /// Save the screen as it is to a file: a path, or a name of the program's choosing.
  case saveScreen(as: ScreenFormat, path: String?)
  /// Draw news from training this many times a second at most.
  case drawAtMost(timesASecond: Int)
  /// End the program. With `save`, training has ended and saved, or there is nothing to save; without, end at once.
  case leave(save: Bool)
}
