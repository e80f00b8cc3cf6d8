/// The commands that can be typed after `:`, for callers outside the screens.
package enum ScreenCommands {
  /// The name of every command.
  package static var names: [String] { Command.all.map(\.name) }

  /// Whether the first word of a line is a command, or the start of one only.
  package static func isCommand(_ line: String) -> Bool {
    guard let word = line.split(separator: " ").first else { return false }
    let isNamed = Command.all.contains { $0.name == word || $0.aliases.contains(String(word)) }
    return isNamed || Command.all.count { $0.name.hasPrefix(word) } == 1
  }
}
