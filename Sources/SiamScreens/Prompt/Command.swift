import SiamCanvas
import SiamMessages

/// Why a line means nothing, and what would.
struct CommandProblem: Error, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// A word that `:` takes, with or without a value after it.
struct Command: Sendable {
  /// The word.
  let name: String
  /// Shorter or other words for it.
  var aliases: [String] = []
  /// What follows the word, such as `0.05…4`; empty where nothing does.
  var argument = ""
  /// Values to choose from, where there are few.
  var choices: @Sendable (Model) -> [String] = { _ in [] }
  /// What it is now, where it is a setting.
  var value: @Sendable (Model) -> String? = { _ in nil }
  /// When it takes effect, such as `from the next step on`; empty for what is done at once.
  var effect = ""
  /// What it does, in a few words.
  let explanation: String
  /// Whether it means something now.
  var isOffered: @Sendable (Model) -> Bool = { _ in true }
  /// Does it.
  let run: @Sendable (inout Model, String) throws(CommandProblem) -> [Effect]

  /// Every word there is.
  static let all = settings + run + replay + answers + screens + view + program + fixed

  /// Does what a line says: a word and, after a blank, its value.
  static func run(_ line: String, on model: inout Model) throws(CommandProblem) -> [Effect] {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let word = parts.first else { return [] }
    let argument = parts.count > 1 ? parts[1] : ""
    let command = try find(word, model, hasArgument: !argument.isEmpty)
    if command.argument.isEmpty, !argument.isEmpty { throw CommandProblem("\(command.name) takes no value") }
    if !command.argument.isEmpty, argument.isEmpty, !command.argument.hasPrefix("[") {
      let now = command.value(model).map { " (now \($0))" } ?? ""
      throw CommandProblem("\(command.name) takes \(command.argument)\(now)")
    }
    return try command.run(&model, argument)
  }

  /// The command of a word, or else all that begin with it; where a value follows, of those that take one.
  static func matches(of word: String, among commands: [Command], hasArgument: Bool) -> [Command] {
    if let exact = commands.first(where: { $0.name == word || $0.aliases.contains(word) }) { return [exact] }
    return commands.filter { $0.name.hasPrefix(word) && (!hasArgument || !$0.argument.isEmpty) }
  }

  /// The command of a word, or of the only one that begins with it; where a value follows, of those that take one.
  private static func find(
    _ word: String, _ model: Model, hasArgument: Bool
  ) throws(CommandProblem) -> Command {
    let found = matches(of: word, among: all.filter { $0.isOffered(model) }, hasArgument: hasArgument)
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw CommandProblem("\(word) could be " + found.prefix(4).map(\.name).joined(separator: ", "))
    }
    if all.contains(where: { $0.name == word || $0.aliases.contains(word) }) {
      throw CommandProblem("\(word) has no use now")
    }
    throw CommandProblem("there is no \(word.prefix(30)); Tab lists what there is")
  }
}

extension Command {
  /// The number a value says, within a range.
  static func number(_ text: String, _ range: ClosedRange<Double>, for name: String) throws(CommandProblem) -> Double {
    guard let value = Double(text), range.contains(value) else {
      throw CommandProblem(
        "\(name) takes a number from \(Figures.significant(range.lowerBound)) to \(Figures.significant(range.upperBound))"
      )
    }
    return value
  }

  /// One of some words, or the only one that begins so.
  static func choice(_ text: String, of words: [String], for name: String) throws(CommandProblem) -> String {
    if words.contains(text) { return text }
    let begun = words.filter { $0.hasPrefix(text) }
    guard begun.count == 1 else { throw CommandProblem("\(name) takes " + words.joined(separator: ", ")) }
    return begun[0]
  }
}
