import SiamCanvas

/// What a key does.
package enum Action: CaseIterable, Equatable, Sendable {
  case pauseOrResume, singleStep, increase, decrease, nextFocus, previousFocus, evaluate, checkpoint
  case logarithmicAxis, smoothing, help, scrollUp, scrollDown, close, quit, interrupt
}

/// One line of the only table of keys: it makes dispatch, the footer, the help and the README's list.
package struct KeyBinding: Sendable {
  /// The keys that do it.
  package let keys: [Key]
  /// The keys as people read them.
  package let label: String
  /// What they do.
  package let action: Action
  /// A word for the footer; nil keeps it out.
  package let footer: String?
  /// A line for the help and the README.
  package let explanation: String

  /// Every key, in the order the footer and the help list them.
  package static let all: [KeyBinding] = [
    KeyBinding(
      keys: [.character(" ")], label: "Space", action: .pauseOrResume, footer: "pause",
      explanation: "pause training, and go on"),
    KeyBinding(
      keys: [.character(".")], label: ".", action: .singleStep, footer: "step",
      explanation: "take one step, then pause"),
    KeyBinding(
      keys: [.character("+"), .character("=")], label: "+", action: .increase, footer: "change",
      explanation: "raise the focused control: the margin α by 0.05, the learning rate by a quarter"),
    KeyBinding(
      keys: [.character("-"), .character("_")], label: "-", action: .decrease, footer: nil,
      explanation: "lower the focused control, from the next step on"),
    KeyBinding(
      keys: [.tab], label: "Tab", action: .nextFocus, footer: "focus",
      explanation: "move the focus: margin, learning rate"),
    KeyBinding(
      keys: [.backTab], label: "Shift-Tab", action: .previousFocus, footer: nil, explanation: "move the focus back"),
    KeyBinding(
      keys: [.character("v")], label: "v", action: .evaluate, footer: "evaluate",
      explanation: "examine held-out classes now"),
    KeyBinding(
      keys: [.character("s")], label: "s", action: .checkpoint, footer: "save",
      explanation: "write a checkpoint now"),
    KeyBinding(
      keys: [.character("L")], label: "L", action: .logarithmicAxis, footer: "log",
      explanation: "logarithmic or linear loss axis"),
    KeyBinding(
      keys: [.character("e")], label: "e", action: .smoothing, footer: "smooth",
      explanation: "smoothed or plain loss curve"),
    KeyBinding(
      keys: [.character("?")], label: "?", action: .help, footer: "help", explanation: "explain this screen"),
    KeyBinding(
      keys: [.character("q")], label: "q", action: .quit, footer: "quit",
      explanation: "stop, save and leave; asks only while training"),
    KeyBinding(
      keys: [.up, .character("k"), .pageUp], label: "↑ k", action: .scrollUp, footer: nil,
      explanation: "scroll the help up"),
    KeyBinding(
      keys: [.down, .character("j"), .pageDown], label: "↓ j", action: .scrollDown, footer: nil,
      explanation: "scroll the help down"),
    KeyBinding(
      keys: [.escape], label: "Esc", action: .close, footer: nil, explanation: "close what is open; never leaves"),
    KeyBinding(
      keys: [.control("c")], label: "Ctrl-C", action: .interrupt, footer: nil,
      explanation: "once: stop, save and leave; twice: leave now"),
  ]

  /// What a key does, if anything.
  package static func action(for key: Key) -> Action? {
    all.first { $0.keys.contains(key) }?.action
  }

  /// The README's list of keys.
  package static var markdown: String {
    let rows = all.map { binding in
      let keys = binding.label.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
      return "| \(keys) | \(binding.explanation) |\n"
    }
    return "| key | does |\n|---|---|\n" + rows.joined()
  }
}
