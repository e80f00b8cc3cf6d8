import SiamCanvas
import SiamCore
import SiamScreens

/// A user interface with a simulated run; it answers queries and advances the clock as the program does.
struct Stage {
  var model: Model
  var effects: [Effect] = []
  /// Whether only queries for images and classes are answered.
  var isSilent = false
  /// Whether classes and runs have names of wide characters.
  var isWide = false
  private var lastStep = 0

  init(width: Int, height: Int, charset: Charset = .braille, theme: Theme = .dark) {
    model = Model(width: width, height: height, charset: charset, theme: theme)
  }

  mutating func send(_ message: Message) {
    let new = update(&model, message)
    effects += new
    for case .ask(let number, let query) in new {
      if isSilent, query.kind != .images, query.kind != .classes { continue }
      let wide = isWide ? SimulatedResults.wideResult(of: query, step: lastStep) : nil
      guard let result = wide ?? SimulatedResults.result(of: query, step: lastStep) else { continue }
      send(.result(number: number, result))
    }
  }

  mutating func press(_ keys: Key...) { for key in keys { send(.input(.key(key))) } }

  /// Sends events, and advances the clock by the time of each step and evaluation.
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

  /// Advances the clock by a second, so that due queries are sent and answered.
  mutating func settle() { send(.clock(seconds: model.clockSeconds + 1)) }

  var canvas: Canvas {
    var canvas = Canvas(width: model.width, height: model.height)
    draw(model, into: &canvas)
    return canvas
  }
}
