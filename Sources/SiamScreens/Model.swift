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

  /// What training is doing.
  var phase = Phase.loading
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
  /// The triplet on show and its pictures.
  var showcase = Showcase()
  /// The alarm, while it holds.
  var collapse: CollapseReport?
  /// How the run ended.
  var finished: FinishedReport?
  /// What happened, newest last.
  var log = RunLog()
  /// What lies over the screen.
  var overlay: Overlay?
  /// How curves are drawn.
  var view = ViewOptions()
  /// Whether a person asked to leave, so that the end of training ends the program.
  var isLeaving = false

  /// A front end that has heard nothing yet.
  package init(width: Int, height: Int, charset: Charset = .braille, theme: Theme = .dark) {
    self.width = Model.sensible(width)
    self.height = Model.sensible(height)
    self.charset = charset
    self.theme = theme
  }

  /// A screen's size is never below 0 nor absurdly large.
  static func sensible(_ size: Int) -> Int { min(max(0, size), 4096) }

  /// Whether a banner takes rows of the screen.
  var hasBanner: Bool {
    switch phase {
    case .finished, .failed: true
    default: collapse != nil
    }
  }

  /// The objective, as far as it is known.
  var objective: Objective { started?.recipe.objective ?? .triplet }

  /// α of the newest step.
  var margin: Double {
    let margin = Double(latest?.margin ?? started?.recipe.margin ?? 0.2)
    return margin.isFinite && margin > 0 ? min(margin, 1e6) : 0.2
  }
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

  /// Whether commands can reach it and there is something to save.
  var isRunning: Bool {
    switch self {
    case .training, .paused, .evaluating: true
    case .loading, .stopping, .finished, .failed: false
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
  /// Whether to leave.
  case quit
}

/// How curves are drawn.
struct ViewOptions: Equatable, Sendable {
  /// Whether the loss axis is logarithmic.
  var isLogarithmic = false
  /// Whether the smoothed curve is drawn; else the mean of what lies in a dot.
  var isSmoothed = true
}

/// The run's curves over steps.
struct Curves: Equatable, Sendable {
  /// Training loss.
  var loss = History(decay: 0.95)
  /// Held-out loss.
  var heldOutLoss = History(decay: 0)
  /// Active share.
  var activeShare = History(decay: 0.9)
  /// Images a second.
  var imagesPerSecond = History(decay: 0.8)
  /// The gradient's norm.
  var gradientNorm = History(decay: 0.9)
  /// The embeddings' effective rank.
  var effectiveRank = History(decay: 0.9)
}

/// Episode accuracy of one way and shot.
struct AccuracySeries: Equatable, Sendable {
  /// k and n.
  var setting: EpisodeSetting
  /// Over steps.
  var accuracy = History(decay: 0)
  /// Accuracy less half the interval.
  var low = History(decay: 0)
  /// Accuracy and half the interval.
  var high = History(decay: 0)
  /// The newest evaluation.
  var latest: EvaluationReport
}
