import SiamCanvas
import SiamCore

extension Model {
  /// The maximum number of lines in the history.
  static let historyCapacity = 50

  /// Handles a key while the prompt is open.
  mutating func type(_ key: Key, into prompt: Prompt) -> [Effect] {
    switch key {
    case .escape: overlay = nil
    case .backspace where prompt.text.isEmpty: overlay = nil
    case .enter: return enter(prompt)
    default:
      var prompt = prompt
      let completions = prompt.kind == .command ? Completion.all(prompt.typed, self).map(\.line) : []
      prompt.edit(key, completions: completions, history: prompt.kind == .command ? history : [])
      overlay = .prompt(prompt)
    }
    return []
  }

  /// Runs the next of the commands given at the start, once data is loaded and no query is pending, so that `write`
  /// saves a complete screen. Errors are reported in the log.
  mutating func runPendingCommands() -> [Effect] {
    guard phase != .loading, !queryTracker.isWaiting, let line = pendingCommands.first else { return [] }
    pendingCommands.removeFirst()
    do throws(CommandProblem) {
      return try Command.run(line, on: &self)
    } catch {
      note(":\(line): \(error.reason)", kind: .result)
      return []
    }
  }

  private mutating func enter(_ prompt: Prompt) -> [Effect] {
    overlay = nil
    let line = prompt.text.split(separator: " ").joined(separator: " ")
    guard !line.isEmpty else { return [] }
    guard prompt.kind == .command else {
      // A name in quotes, as siam prints names with commas.
      let names = NameList.names(in: line)
      searchText = line.hasPrefix("\"") && names.count == 1 ? names[0] : line
      find(searchText, forward: true)
      return []
    }
    do throws(CommandProblem) {
      let effects = try Command.run(line, on: &self)
      history.removeAll { $0 == line }
      history.append(line)
      if history.count > Model.historyCapacity { history.removeFirst() }
      return effects
    } catch {
      var prompt = prompt
      prompt.problem = error.reason
      overlay = .prompt(prompt)
      return []
    }
  }
}
