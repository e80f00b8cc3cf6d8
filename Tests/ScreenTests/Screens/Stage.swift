import SiamCanvas
import SiamMessages
import SiamScreens

/// A front end fed by a simulated run: answers questions and turns the clock as the program would.
struct Stage {
  var model: Model
  var effects: [Effect] = []
  /// Whether questions but for pictures and classes stay open.
  var isSilent = false
  private var lastStep = 0

  init(width: Int, height: Int, charset: Charset = .braille, theme: Theme = .dark) {
    model = Model(width: width, height: height, charset: charset, theme: theme)
  }

  mutating func send(_ message: Message) {
    let new = update(&model, message)
    effects += new
    for case .ask(let number, let question) in new {
      if isSilent, question.kind != .pictures, question.kind != .classes { continue }
      guard let answer = SimulatedAnswers.answer(to: question, step: lastStep) else { continue }
      send(.answer(number: number, answer))
    }
  }

  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  /// Sends events with the clock going on as steps and evaluations would.
  mutating func play(_ events: [TrainingEvent]) {
    var clock = model.clockSeconds
    for event in events {
      switch event {
      case .step(let report):
        clock += 0.12
        lastStep = report.step
      case .evaluation: clock += 0.6
      default: break
      }
      send(.clock(seconds: clock))
      send(.event(event))
    }
  }

  /// A moment later, so that what was asked has come.
  mutating func settle() { send(.clock(seconds: model.clockSeconds + 1)) }

  var canvas: Canvas {
    var canvas = Canvas(width: model.width, height: model.height)
    draw(model, into: &canvas)
    return canvas
  }
}
