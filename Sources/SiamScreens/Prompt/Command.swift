import SiamCanvas
import SiamCore

/// Why a line is invalid, and what is valid.
struct CommandProblem: Error, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// A command of the `:` prompt: a name and, for some commands, a value.
struct Command: Sendable {
  /// The name that is typed.
  let name: String
  /// Other names.
  var aliases: [String] = []
  /// A description of the value, such as `0.05…4`; empty if there is none, in brackets if it is optional.
  var argument = ""
  /// The valid values, if they can be listed.
  var choices: @Sendable (Model) -> [String] = { _ in [] }
  /// The current value, if the command is a setting.
  var value: @Sendable (Model) -> String? = { _ in nil }
  /// When a setting takes effect, such as `from the next step on`; empty for other commands.
  var effect = ""
  /// A short description.
  let explanation: String
  /// Whether the command is available in the current state.
  var isAvailable: @Sendable (Model) -> Bool = { _ in true }
  /// Runs the command with its value.
  let run: @Sendable (inout Model, String) throws(CommandProblem) -> [Effect]

  /// Every command.
  static let all = settings + run + replay + queries + screens + view + program + fixed

  /// Runs a line: a name and, after a space, a value.
  static func run(_ line: String, on model: inout Model) throws(CommandProblem) -> [Effect] {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return [] }
    let argument = parts.count > 1 ? parts[1] : ""
    let command = try find(name, model, hasArgument: !argument.isEmpty)
    if command.argument.isEmpty, !argument.isEmpty { throw CommandProblem("\(command.name) takes no value") }
    if !command.argument.isEmpty, argument.isEmpty, !command.argument.hasPrefix("[") {
      let now = command.value(model).map { " (now \($0))" } ?? ""
      throw CommandProblem("\(command.name) takes \(command.argument)\(now)")
    }
    return try command.run(&model, argument)
  }

  /// Returns the command with a name, or else all commands whose name starts with it. If a value follows
  /// (`hasArgument`), commands without a value match only by their full name.
  static func matches(of name: String, among commands: [Command], hasArgument: Bool) -> [Command] {
    if let exact = commands.first(where: { $0.name == name || $0.aliases.contains(name) }) { return [exact] }
    return commands.filter { $0.name.hasPrefix(name) && (!hasArgument || !$0.argument.isEmpty) }
  }

  /// Returns the only available command that matches a name.
  private static func find(
    _ name: String, _ model: Model, hasArgument: Bool
  ) throws(CommandProblem) -> Command {
    let found = matches(of: name, among: all.filter { $0.isAvailable(model) }, hasArgument: hasArgument)
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw CommandProblem("'\(name)' is ambiguous: " + found.prefix(4).map(\.name).joined(separator: ", "))
    }
    if all.contains(where: { $0.name == name || $0.aliases.contains(name) }) {
      throw CommandProblem("'\(name)' is not available now")
    }
    throw CommandProblem("unknown command '\(name.prefix(30))' (Tab lists commands)")
  }
}

extension Command {
  /// Parses a number within a range.
  static func number(_ text: String, _ range: ClosedRange<Double>, for name: String) throws(CommandProblem) -> Double {
    guard let value = Double(text), range.contains(value) else {
      throw CommandProblem("\(name) must be a number from \(bound(range.lowerBound)) to \(bound(range.upperBound))")
    }
    return value
  }

  /// The end of a range, without needless decimals: `2`, `0.05`, `1e-07`.
  static func bound(_ value: Double) -> String { NumberFormat.shortest(value, digits: 4) }

  /// Returns the choice that a text is, or that alone starts with it.
  static func choice(_ text: String, of choices: [String], for name: String) throws(CommandProblem) -> String {
    if choices.contains(text) { return text }
    let matches = choices.filter { $0.hasPrefix(text) }
    guard matches.count == 1 else { throw CommandProblem("\(name) must be one of " + choices.joined(separator: ", ")) }
    return matches[0]
  }
}

/// The commands of the `:` prompt, for other targets.
package enum ScreenCommands {
  /// The names of all commands.
  package static var names: [String] { Command.all.map(\.name) }

  /// Whether the first word of a line is a command, or an unambiguous abbreviation of one.
  package static func isCommand(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard let word = words.first else { return false }
    return Command.matches(of: String(word), among: Command.all, hasArgument: words.count > 1).count == 1
  }
}
