import ArgumentParser
import SiamCanvas
import SiamScreens

extension Charset: ExpressibleByArgument {}

/// A theme's name, or `auto` for the one that suits the terminal.
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

/// How the screen looks and how often it is drawn.
struct ScreenOptions: ParsableArguments {
  @Option(help: "The screen's colours; auto asks the terminal for its background.") var theme = ThemeChoice.auto
  @Option(help: "What curves are drawn with; by the locale where left out. (block is for fonts without braille.)")
  var charset: Charset?
  // Unconditional: a negative number is a wrong value, not an option that lacks one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("News from training are drawn at most so many times a second, 1 to 30.", valueName: "n"))
  var fps = ScreenSettings.usualFramesASecond

  @Option(
    name: .customLong("command"),
    help: ArgumentHelp(
      "A command to run when the screen opens, as typed after `:`, such as 'space' or 'theme light'; can be repeated.",
      valueName: "command"),
    completion: .screenCommand)
  var commands: [String] = []

  /// Refuses rates no terminal needs, and unknown commands.
  func check() throws {
    for command in commands where !ScreenCommands.isCommand(command) {
      throw ValidationError("unknown --command '\(command)'; : and Tab on the screen list all commands")
    }
    if !ScreenSettings.framesASecond.contains(fps) { throw ValidationError("--fps must be 1 to 30") }
  }

  /// What the screen begins with.
  var settings: ScreenSettings {
    var settings = ScreenSettings()
    if case .named(let name) = theme { settings.theme = name }
    settings.charset = charset
    settings.framesASecond = fps
    settings.commands = commands
    return settings
  }
}
