import SiamCanvas

/// A completion of a typed line.
struct Completion: Equatable {
  /// The completed line.
  let line: String
  /// The text in the list of completions.
  let label: String
  /// The current value of the setting.
  let value: String?
  /// When the setting takes effect.
  let effect: String
  /// A short description.
  let explanation: String

  /// Returns all completions of a line; commands that start with it come before those that contain it.
  static func all(_ typed: String, _ model: Model) -> [Completion] {
    let parts = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let available = Command.all.filter { $0.isAvailable(model) }
    guard parts.count > 1 else {
      let word = parts.first ?? ""
      let starting = available.filter { command in
        command.name.hasPrefix(word) || command.aliases.contains { $0.hasPrefix(word) && !word.isEmpty }
      }
      let containing = available.filter { command in
        word.count > 1 && command.name.contains(word) && !starting.contains { $0.name == command.name }
      }
      return (starting + containing).map { Completion($0, model) }
    }
    guard let command = available.first(where: { $0.name == parts[0] || $0.aliases.contains(parts[0]) }) else {
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
