import ArgumentParser
import SiamCanvas
import SiamScreens

extension Charset: ExpressibleByArgument {}

/// A theme's name, or `auto` for the theme that suits the terminal.
enum ThemeChoice: Equatable, ExpressibleByArgument {
  case auto
  case named(ThemeName)

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let name = ThemeName(rawValue: argument) {
      self = .named(name)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { ["auto"] + ThemeName.allCases.map(\.rawValue) }
  var defaultValueDescription: String { "auto" }
}

/// The options for the screen.
struct ScreenOptions: ParsableArguments {
  @Option(help: "Colour theme; auto chooses one by the terminal's background") var theme = ThemeChoice.auto
  @Option(help: "Characters for curves (default: by the locale). Use block if the font has no braille.")
  var charset: Charset?
  // Unconditional: a negative number is an invalid value, not a missing one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Maximum frame rate, 1–30", valueName: "n"))
  var fps = ScreenSettings.defaultFramesPerSecond

  @Option(
    name: .customLong("command"),
    help: ArgumentHelp(
      "Command to run when the screen opens, as typed after :, such as 'theme light'. Can be repeated.",
      valueName: "command"),
    completion: .screenCommand)
  var commands: [String] = []

  /// Throws a `ValidationError` for unknown commands and frame rates out of range.
  func check() throws {
    for command in commands where !ScreenCommands.isCommand(command) {
      throw ValidationError("unknown --command '\(command)'; press : and Tab on the screen for a list")
    }
    if !ScreenSettings.framesPerSecond.contains(fps) { throw ValidationError("--fps must be 1 to 30") }
  }

  /// The options as settings.
  var settings: ScreenSettings {
    var settings = ScreenSettings()
    if case .named(let name) = theme { settings.theme = name }
    settings.charset = charset
    settings.framesPerSecond = fps
    settings.commands = commands
    return settings
  }
}
