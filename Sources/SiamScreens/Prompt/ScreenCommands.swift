/// The commands that can be typed after `:`, for callers outside the screens.
package enum ScreenCommands {
  /// The name of every command.
  package static var names: [String] { Command.all.map(\.name) }

  /// Whether the first word of a line is a command, or the start of one only.
  package static func isCommand(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard let word = words.first else { return false }
    return Command.matches(of: String(word), among: Command.all, hasArgument: words.count > 1).count == 1
  }
}
