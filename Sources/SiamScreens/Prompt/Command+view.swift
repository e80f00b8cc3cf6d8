import SiamCanvas
import SiamCore

extension Command {
  /// Options of drawing.
  static let view: [Command] = [
    Command(
      name: "axis", argument: "linear or log", choices: { _ in ["linear", "log"] },
      value: { $0.view.isLogarithmic ? "log" : "linear" }, effect: "at once", explanation: "axis of the loss"
    ) { model, text throws(CommandProblem) in
      model.view.isLogarithmic = try choice(text, of: ["linear", "log"], for: "axis") == "log"
      return []
    },
    Command(
      name: "over", argument: "steps or time", choices: { _ in ["steps", "time"] },
      value: { $0.view.isOverTime ? "time" : "steps" }, effect: "at once", explanation: "horizontal axis of the curves"
    ) { model, text throws(CommandProblem) in
      let isOverTime = try choice(text, of: ["steps", "time"], for: "over") == "time"
      if isOverTime != model.view.isOverTime { model.moveChart(.timeAxis) }
      return []
    },
    Command(
      name: "smoothing", argument: "on or off", choices: { _ in ["on", "off"] },
      value: { $0.view.isSmoothed ? "on" : "off" }, effect: "at once", explanation: "smoothing of the loss curve"
    ) { model, text throws(CommandProblem) in
      model.view.isSmoothed = try choice(text, of: ["on", "off"], for: "smoothing") == "on"
      return []
    },
    Command(
      name: "theme", argument: "a theme", choices: { _ in ThemeName.allCases.map(\.rawValue) }, effect: "at once",
      explanation: "colours of the screen", isAvailable: { $0.theme.hasColour }
    ) { model, text throws(CommandProblem) in
      let name = try choice(text, of: ThemeName.allCases.map(\.rawValue), for: "theme")
      if let theme = ThemeName(rawValue: name) { model.theme = Theme.named(theme, onLight: model.theme.isLight) }
      return []
    },
    Command(
      name: "charset", argument: "braille, block or ascii", choices: { _ in Charset.allCases.map(\.rawValue) },
      value: { $0.charset.rawValue }, effect: "at once", explanation: "characters that curves are drawn with"
    ) { model, text throws(CommandProblem) in
      let name = try choice(text, of: Charset.allCases.map(\.rawValue), for: "charset")
      if let charset = Charset(rawValue: name) { model.charset = charset }
      return []
    },
  ]
}
