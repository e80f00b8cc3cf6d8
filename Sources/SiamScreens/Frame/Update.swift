import SiamCanvas
import SiamMessages

/// Takes a message into the state and says what is to be done because of it.
///
/// Pure: no clock, no input or output, nothing random.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  var effects: [Effect] = []
  switch message {
  case .event(let event):
    effects = model.take(event)
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
    effects = model.point(event)
  case .resized(let width, let height):
    model.width = Model.sensible(width)
    model.height = Model.sensible(height)
  case .clock(let seconds):
    if seconds.isFinite, seconds < 1e12 { model.clockSeconds = max(model.clockSeconds, seconds) }
  case .answer(let number, let answer):
    model.take(answer, number: number)
  case .removed(let run, let problem):
    model.takeRemoval(of: run, problem: problem)
  case .said(let text):
    model.note(text, kind: .answer)
  case .interrupt:
    effects = model.perform(.interrupt)
  }
  effects += model.runPendingCommands()
  effects = model.refuseChanges(effects)
  let isPaused = model.replay.map { !$0.isPlaying } ?? model.phase.isPaused
  model.showcase.advance(clock: model.clockSeconds, isPaused: isPaused)
  return effects + model.ask()
}

extension Model {
  /// Asks what the screen that is shown wants to know.
  fileprivate mutating func ask() -> [Effect] {
    let frame = frame
    guard frame.kind == .screen else { return [] }
    let screen = screen.screen
    var wanted = screen.inquiries(self, in: frame.body)
    if let pictures = pictures.inquiry(for: screen.images(self, in: frame.body)) { wanted.append(pictures) }
    return inquiries.advance(wanted, step: step, clock: clockSeconds)
  }

  /// Takes an answer in, unless a newer question has taken its question's place.
  fileprivate mutating func take(_ answer: Answer, number: Int) {
    guard let question = inquiries.close(number, answer, clock: clockSeconds) else { return }
    switch (answer, question) {
    case (.pictures(let received), .pictures(let asked)): pictures.receive(received, asked: asked)
    case (.classes(let classes), _): unseen = classes
    case (.newestTriplets(let triplets), _): newest = triplets
    default: break
    }
    for name in ScreenName.allCases { name.screen.receive(answer, to: question, on: &self) }
  }
}
