import SiamCanvas
import SiamMessages

/// Takes a message into the state and says what is to be done because of it.
///
/// Pure: no clock, no input or output, nothing random.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  var effects: [Effect]
  switch message {
  case .event(let event):
    effects = model.take(event)
  case .input(.key(let key)):
    effects = model.press(key)
  case .input(.mouse):
    effects = []
  case .resized(let width, let height):
    model.width = Model.sensible(width)
    model.height = Model.sensible(height)
    effects = []
  case .clock(let seconds):
    if seconds.isFinite, seconds < 1e12 { model.clockSeconds = max(model.clockSeconds, seconds) }
    effects = []
  case .answer(let number, let answer):
    model.showcase.receive(answer, number: number)
    effects = []
  case .interrupt:
    effects = model.perform(.interrupt)
  }
  effects += model.showcase.advance(
    clock: model.clockSeconds, isPaused: model.phase.isPaused,
    wantsPictures: TrainLayout(width: model.width, height: model.height, hasBanner: model.hasBanner).showsPictures)
  return effects
}
