import SiamCanvas

/// A line that what was typed could become.
struct Completion: Equatable {
  /// The whole line.
  let line: String
  /// What is shown of it.
  let label: String
  /// What the setting is now.
  let value: String?
  /// When it takes effect.
  let effect: String
  /// What it does.
  let explanation: String

  /// Every line that what was typed could become, words that begin with it first.
  static func all(_ typed: String, _ model: Model) -> [Completion] {
    let parts = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let offered = Command.all.filter { $0.isOffered(model) }
    guard parts.count > 1 else {
      let word = parts.first ?? ""
      let begun = offered.filter { command in
        command.name.hasPrefix(word) || command.aliases.contains { $0.hasPrefix(word) && !word.isEmpty }
      }
      let within = offered.filter { command in
        word.count > 1 && command.name.contains(word) && !begun.contains { $0.name == command.name }
      }
      return (begun + within).map { Completion($0, model) }
    }
    guard let command = offered.first(where: { $0.name == parts[0] || $0.aliases.contains(parts[0]) }) else {
      return []
    }
    return command.choices(model).filter { $0.hasPrefix(parts[1]) && $0 != parts[1] }.map { choice in
      Completion(
        line: "\(parts[0]) \(choice)", label: choice, value: nil, effect: command.effect, explanation: "")
    }
  }

  private init(line: String, label: String, value: String?, effect: String, explanation: String) {
    self.line = line
    self.label = label
    self.value = value
    self.effect = effect
    self.explanation = explanation
  }

  private init(_ command: Command, _ model: Model) {
    self.init(
      line: command.argument.isEmpty ? command.name : command.name + " ",
      label: command.name + (command.argument.isEmpty ? "" : " \(command.argument)"), value: command.value(model),
      effect: command.effect, explanation: command.explanation)
  }
}
