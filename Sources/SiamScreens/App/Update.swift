import SiamCanvas
import SiamCore

/// Applies a message to the state and returns the effects that the program must perform.
///
/// A pure function: it has no clock, no input or output and nothing random.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  var effects: [Effect] = []
  switch message {
  case .event(let event):
    effects = model.apply(event)
  case .exploring(let report):
    model.explore(report)
  case .loading(let progress):
    if model.phase == .loading { model.loading = progress }
  case .reading(let share):
    model.journalShare = share.isFinite ? min(1, max(0, share)) : nil
  case .replaying(let report):
    model.beginReplay(report)
  case .restored(let restoration):
    model.restore(restoration)
  case .replayEnded:
    model.replay?.isPlaying = false
  case .input(.key(let key)):
    model.hasUsedKeys = true
    effects = model.press(key)
  case .input(.mouse(let event)):
    effects = model.handle(event)
  case .resized(let width, let height):
    model.width = Model.bounded(width)
    model.height = Model.bounded(height)
  case .clock(let seconds):
    if seconds.isFinite, seconds < 1e12 { model.clockSeconds = max(model.clockSeconds, seconds) }
  case .result(let number, let result):
    model.receive(result, number: number)
  case .removed(let run, let problem):
    model.applyRemoval(of: run, problem: problem)
  case .said(let text):
    model.note(text, kind: .result)
  case .interrupt:
    effects = model.perform(.interrupt)
  }
  effects += model.runPendingCommands()
  effects = model.rejectChanges(effects)
  let isPaused = model.replay.map { !$0.isPlaying } ?? model.phase.isPaused
  model.showcase.advance(clock: model.clockSeconds, isPaused: isPaused)
  return effects + model.sendQueries()
}

extension Model {
  /// Sends the queries that the screen needs and that are due.
  fileprivate mutating func sendQueries() -> [Effect] {
    let frame = frame
    guard frame.kind == .screen else { return [] }
    let screen = screen.screen
    var wanted = screen.queries(self, in: frame.body)
    if let images = images.query(for: screen.images(self, in: frame.body)) { wanted.append(images) }
    return queryTracker.advance(wanted, step: step, clock: clockSeconds)
  }

  /// Stores the result of a query, unless a newer query has replaced it.
  fileprivate mutating func receive(_ result: QueryResult, number: Int) {
    guard let query = queryTracker.close(number, result, clock: clockSeconds) else { return }
    switch (result, query) {
    case (.images(let received), .images(let requested)): images.receive(received, requested: requested)
    case (.classes(let classes), _): unseen = classes
    case (.newestTriplets(let triplets), _): newest = triplets
    default: break
    }
    for name in ScreenName.allCases { name.screen.receive(result, to: query, on: &self) }
  }
}
