package import SiamCanvas
import SiamCore

/// The state of the user interface; the same messages in the same order give an equal model.
package struct Model: Equatable, Sendable {
  /// The characters that text and curves may use.
  package var charset: Charset
  /// The colours.
  package var theme: Theme
  /// The width of the terminal in columns.
  package var width: Int
  /// The height of the terminal in rows.
  package var height: Int
  /// The time since the program started, in seconds.
  package var clockSeconds = 0.0
  /// Lines to run, as if typed after `:`, once data is loaded.
  package var pendingCommands: [String] = []

  /// The screen that is shown.
  var screen = ScreenName.train
  /// The trained run that is explored, if any.
  var exploration: ExplorationReport?
  /// The replay, if any.
  var replay: ReplayState?
  /// The share of the journal that has been read before a replay starts, 0…1; nil at other times.
  var journalShare: Double?
  /// The phase of the run.
  var phase = Phase.loading
  /// The progress of loading the images, once it is reported.
  var loading: LoadingProgress?
  /// The first event of the run.
  var started: StartedReport?
  /// The number of steps of the whole run, once planned.
  var plannedSteps: Int?
  /// The latest step.
  var latest: StepReport?
  /// The number of completed steps.
  var step = 0
  /// The curves of the run.
  var curves = Curves()
  /// The episode accuracy of each way and shot, in the order in which they first occurred.
  var accuracies: [AccuracySeries] = []
  /// The range of the distance histograms.
  var distanceRange = DistanceRange()
  /// The number of reports that the running evaluation has yet to emit; 0 while none is running.
  var pendingEvaluations = 0
  /// The measured duration of steps and evaluations.
  var pace = Pace()
  /// The state of the margin and the learning rate.
  var controls = Controls()
  /// The triplet that the Train screen shows.
  var showcase = Showcase()
  /// The changes of settings, which are marked on curves.
  var changes = CurveNotes()

  /// The pending queries.
  var queryTracker = QueryTracker()
  /// The images that have been received.
  var images = ImageStore()
  /// The classes that are not trained on, once they are known.
  var unseen: UnseenClasses?
  /// The triplets of the latest batch, while a screen needs them.
  var newest: NewestTriplets?
  /// The warning about a collapse, while it lasts.
  var collapse: CollapseReport?
  /// Why training waits, while writing to disk fails.
  var obstruction: WriteStalledReport?
  /// The final report of the run.
  var finished: FinishedReport?
  /// The log of the run.
  var log = RunLog()
  /// The overlay over the screen, if any.
  var overlay: Overlay?
  /// The options of charts over the run.
  var view = ViewOptions()
  /// The state of the Triplets screen.
  var triplets = TripletsState()
  /// The state of the Support screen.
  var support = SupportState()
  /// The state of the Space screen.
  var space = SpaceState()
  /// The state of the Pairs screen.
  var pairs = PairsState()
  /// The state of the Runs screen.
  var runs = RunsState()
  /// The lines entered after `:`, the newest last.
  var history: [String] = []
  /// The text that was last searched for.
  var searchText = ""
  /// Whether a key was pressed; until then a hint for new users is shown.
  var hasUsedKeys = false
  /// Whether the run was opened from the Runs screen of another run, to which quitting returns.
  var isVisit = false
  /// Whether the program exits when training has ended.
  var isQuitting = false

  /// Creates the state at the start of the program.
  package init(width: Int, height: Int, charset: Charset = .braille, theme: Theme = .dark) {
    self.width = Model.bounded(width)
    self.height = Model.bounded(height)
    self.charset = charset
    self.theme = theme
  }

  /// The state for a run that is opened from the Runs screen; view options carry over.
  package var visit: Model {
    var visit = Model(width: width, height: height, charset: charset, theme: theme)
    visit.isVisit = true
    visit.hasUsedKeys = true
    visit.view = view
    visit.view.window.fit()
    visit.runs = runs
    visit.history = history
    return visit
  }

  /// Limits a width or height to 0…4096.
  static func bounded(_ size: Int) -> Int { min(max(0, size), 4096) }

  /// The default name of a file with the saved screen, without its extension.
  package var fileStem: String { "siam-\(screen.screen.title.lowercased())-\(step)" }

  /// The number of completed steps, as the screen shows it.
  package var shownStep: Int { step }

  /// The recipe of the run, once it is known.
  var recipe: Recipe? { started?.recipe ?? exploration?.recipe }

  /// The objective of the run; triplets before it is known.
  var objective: Objective { recipe?.objective ?? .triplet }

  /// The margin of the latest step.
  var margin: Double {
    let margin = Double(latest?.margin ?? recipe?.margin ?? 0.2)
    return margin.isFinite && margin > 0 ? min(margin, 1e6) : 0.2
  }

  /// The text of panels before a run has started.
  var loadingText: String { replay == nil ? "loading images…" : "reading the journal…" }

  /// The margin that was last requested, whether or not it is in effect.
  var requestedMargin: Double { controls.pendingMargin.map(Double.init) ?? margin }
}

/// The phase of a run.
enum Phase: Equatable, Sendable {
  /// Data is loading; training has not started.
  case loading
  /// Training runs.
  case training
  /// Training is paused.
  case paused
  /// The validation classes are evaluated; `paused` says whether training is paused afterwards.
  case evaluating(paused: Bool)
  /// Training was requested to stop.
  case stopping
  /// Training has ended.
  case finished
  /// Training has failed, with an error message.
  case failed(String)
  /// A trained run is explored, without training.
  case exploring

  /// Whether training accepts commands and has something to save.
  var isRunning: Bool {
    switch self {
    case .training, .paused, .evaluating: true
    case .loading, .stopping, .finished, .failed, .exploring: false
    }
  }

  /// Whether training runs no steps until it is resumed.
  var isPaused: Bool {
    switch self {
    case .paused, .evaluating(paused: true): true
    default: false
    }
  }
}

/// An overlay over the screen, which handles keys first.
enum Overlay: Equatable, Sendable {
  /// The help, scrolled by a number of lines.
  case help(scroll: Int)
  /// The line to type in.
  case prompt(Prompt)
  /// The dialog that asks whether to quit.
  case quit
  /// The dialog that asks whether to delete a run.
  case removal(RunSummary)
}
