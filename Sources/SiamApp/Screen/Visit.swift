import SiamScreens
import SiamTerminal

/// A run that is to be shown instead of another, until the person comes back.
struct VisitOrder: Equatable, Sendable {
  /// Its folder.
  var run: String
  /// Where it is shown first.
  var start: ReplayStart
}

/// A run that was opened on the Runs screen of another, which goes on meanwhile.
struct Visit {
  /// Its front end.
  let audience: Audience
  private let performance: ReplayRun.Performance

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - order: which, and where it is shown first.
  ///   - shown: the front end it was opened on; things are seen as they are there.
  ///   - host: the front end that is come back to.
  ///   - settings: what the screen began with.
  ///   - waker: wakes the loop that draws.
  init(_ order: VisitOrder, from shown: Audience, beside host: Audience, _ settings: ScreenSettings, _ waker: Waker) {
    audience = Audience(runs: shown.runs, shown: host.kept.union([order.run]), framesASecond: settings.framesASecond)
    let model = shown.visit
    audience.open(waker: waker) { $0 = model }
    performance = ReplayRun(run: order.run, speed: .times(1), start: order.start, settings: settings)
      .begin(for: audience)
  }

  /// Tells nothing more.
  func end() { performance.end() }
}
