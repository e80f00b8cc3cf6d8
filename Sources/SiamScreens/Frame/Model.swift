import SiamCanvas
import SiamMessages

/// Everything the front end knows: the same messages in the same order give an equal model.
package struct Model: Equatable, Sendable {
  /// What text and dots may use.
  package var charset: Charset
  /// What roles look like.
  package var theme: Theme
  /// Of the screen, in columns.
  package var width: Int
  /// Of the screen, in rows.
  package var height: Int
  /// Since the front end began.
  package var clockSeconds = 0.0
  /// Lines to run, as if typed after `:`, once there is something to show.
  package var pendingCommands: [String] = []

  /// The screen that is shown.
  var screen = ScreenName.train
  /// The trained run that is explored; nil where one trains.
  var exploration: ExplorationReport?
  /// The run that is replayed; nil where none is.
  var replay: ReplayState?
  /// How much of a journal has been read that is about to be replayed, 0…1; nil where none is.
  var journalShare: Double?
  /// What training is doing.
  var phase = Phase.loading
  /// How far the reading of images is, while there is nothing else; nil where nobody told.
  var loading: LoadingProgress?
  /// The run's first event.
  var started: StartedReport?
  /// Steps of the whole run, once planned.
  var plannedSteps: Int?
  /// The newest step.
  var latest: StepReport?
  /// Steps taken.
  var step = 0
  /// The run's curves.
  var curves = Curves()
  /// Episode accuracy by way and shot, in the order they were first seen.
  var accuracies: [AccuracySeries] = []
  /// The right end of the distance histograms.
  var distanceRange = DistanceRange()
  /// Figures the running evaluation has yet to bring; 0 while there is none.
  var evaluationsAwaited = 0
  /// Time a step and an evaluation take.
  var pace = Pace()
  /// α, the learning rate and what is asked of them.
  var controls = Controls()
  /// The triplet on show on the Train screen.
  var showcase = Showcase()
  /// Where settings changed, for marks on curves.
  var changes = CurveNotes()

  /// The questions that are open.
  var inquiries = Inquiries()
  /// The pictures that have come.
  var pictures = PictureStore()
  /// The classes never trained on, once they are known.
  var unseen: UnseenClasses?
  /// The newest batch's triplets, while a screen asks for them.
  var newest: NewestTriplets?
  /// The alarm, while it holds.
  var collapse: CollapseReport?
  /// Why the run waits, where it can't be written down.
  var obstruction: ObstructedReport?
  /// How the run ended.
  var finished: FinishedReport?
  /// What happened, newest last.
  var log = RunLog()
  /// What lies over the screen.
  var overlay: Overlay?
  /// How the Train screen's curves are drawn.
  var view = ViewOptions()
  /// What the Triplets screen knows.
  var triplets = TripletsState()
  /// What the Support screen knows.
  var support = SupportState()
  /// What the Space screen knows.
  var space = SpaceState()
  /// What the Pairs screen knows.
  var pairs = PairsState()
  /// What the Runs screen knows.
  var runs = RunsState()
  /// Lines entered after `:`, the newest last.
  var entered: [String] = []
  /// What was last searched.
  var searched = ""
  /// Whether a key was pressed yet: until then a hint says how to begin.
  var hasUsedKeys = false
  /// Whether it shows a run that was opened on another's Runs screen, which leaving leads back to.
  var isVisit = false
  /// Whether a person asked to leave, so that the end of training ends the program.
  var isLeaving = false

  /// A front end that has heard nothing yet.
  package init(width: Int, height: Int, charset: Charset = .braille, theme: Theme = .dark) {
    self.width = Model.sensible(width)
    self.height = Model.sensible(height)
    self.charset = charset
    self.theme = theme
  }

  /// A front end that will show a run opened on this one's Runs screen, as things are seen here.
  package var visit: Model {
    var visit = Model(width: width, height: height, charset: charset, theme: theme)
    visit.isVisit = true
    visit.hasUsedKeys = true
    visit.view = view
    visit.view.window.fit()
    visit.runs = runs
    visit.entered = entered
    return visit
  }

  /// A screen's size is never below 0 nor absurdly large.
  static func sensible(_ size: Int) -> Int { min(max(0, size), 4096) }

  /// What a file with the screen as it is may be called, without its ending.
  package var fileStem: String { "siam-\(screen.screen.title.lowercased())-\(step)" }

  /// Steps taken, as the screen shows them.
  package var shownStep: Int { step }

  /// The run's recipe, as far as it is known: trained, or explored.
  var recipe: Recipe? { started?.recipe ?? exploration?.recipe }

  /// The objective, as far as it is known.
  var objective: Objective { recipe?.objective ?? .triplet }

  /// α of the newest step.
  var margin: Double {
    let margin = Double(latest?.margin ?? recipe?.margin ?? 0.2)
    return margin.isFinite && margin > 0 ? min(margin, 1e6) : 0.2
  }

  /// What panels say before a run has begun.
  var awaited: String { replay == nil ? "loading images…" : "reading the journal…" }

  /// α as it was asked for last, whether a step has used it yet or not.
  var wantedMargin: Double { controls.pendingMargin.map(Double.init) ?? margin }
}

/// What training is doing.
enum Phase: Equatable, Sendable {
  /// Nothing was heard yet.
  case loading
  /// It takes steps.
  case training
  /// It waits.
  case paused
  /// It examines held-out classes; whether it waits afterwards.
  case evaluating(paused: Bool)
  /// It was asked to end.
  case stopping
  /// It ended.
  case finished
  /// It ended because of an error.
  case failed(String)
  /// Nothing trains: a trained run is explored.
  case exploring

  /// Whether commands can reach it and there is something to save.
  var isRunning: Bool {
    switch self {
    case .training, .paused, .evaluating: true
    case .loading, .stopping, .finished, .failed, .exploring: false
    }
  }

  /// Whether it takes no steps until resumed.
  var isPaused: Bool {
    switch self {
    case .paused, .evaluating(paused: true): true
    default: false
    }
  }
}

/// What lies over the screen and takes keys first.
enum Overlay: Equatable, Sendable {
  /// The explanation, its first lines scrolled away.
  case help(scroll: Int)
  /// A line to type in.
  case prompt(Prompt)
  /// Whether to leave.
  case quit
  /// Whether to delete a run.
  case removal(RunSummary)
}
