import SiamCanvas
import SiamMessages

extension Model {
  /// Lines kept to be recalled.
  static let promptLines = 50

  /// A key typed into the line.
  mutating func type(_ key: Key, into prompt: Prompt) -> [Effect] {
    switch key {
    case .escape: overlay = nil
    case .backspace where prompt.text.isEmpty: overlay = nil
    case .enter: return enter(prompt)
    default:
      var prompt = prompt
      let completions = prompt.kind == .command ? Completion.all(prompt.typed, self).map(\.line) : []
      prompt.edit(key, completions: completions, history: prompt.kind == .command ? entered : [])
      overlay = .prompt(prompt)
    }
    return []
  }

  /// Runs the next of the commands given at the start, once data has been loaded and the screen has its answers, so
  /// that `write` saves what was asked for; a problem is reported on screen.
  mutating func runPendingCommands() -> [Effect] {
    guard phase != .loading, !inquiries.isWaiting, let line = pendingCommands.first else { return [] }
    pendingCommands.removeFirst()
    do throws(CommandProblem) {
      return try Command.run(line, on: &self)
    } catch {
      note(":\(line): \(error.reason)", kind: .answer)
      return []
    }
  }

  private mutating func enter(_ prompt: Prompt) -> [Effect] {
    overlay = nil
    let line = prompt.text.split(separator: " ").joined(separator: " ")
    guard !line.isEmpty else { return [] }
    guard prompt.kind == .command else {
      searched = line
      find(line, forward: true)
      return []
    }
    do throws(CommandProblem) {
      let effects = try Command.run(line, on: &self)
      entered.removeAll { $0 == line }
      entered.append(line)
      if entered.count > Model.promptLines { entered.removeFirst() }
      return effects
    } catch {
      var prompt = prompt
      prompt.problem = error.reason
      overlay = .prompt(prompt)
      return []
    }
  }
}
