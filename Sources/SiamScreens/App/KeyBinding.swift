package import SiamCanvas

/// Where a key binding applies.
package enum KeyContext: Hashable, Sendable {
  /// On every screen.
  case everywhere
  /// On one screen, where it has precedence over `everywhere`.
  case on(ScreenName)
  /// While a query is drawn.
  case pad
  /// On every screen during a replay.
  case replay

  /// The heading of the context in the help and the README.
  var heading: String {
    switch self {
    case .everywhere: "Everywhere"
    case .on(let name): name.screen.title
    case .pad: "Drawing a query"
    case .replay: "In a replay"
    }
  }
}

/// One line of the table of keys, from which dispatch, the footer, the help and the README's list are made.
package struct KeyBinding: Sendable {
  /// The keys that trigger the action.
  package let keys: [Key]
  /// The keys as they are shown.
  package let label: String
  /// What the keys do.
  package let action: Action
  /// A label for the footer; nil when the footer does not list the binding.
  package let footer: String?
  /// The description in the help and the README.
  package let explanation: String

  init(_ keys: [Key], _ label: String, _ action: Action, footer: String? = nil, _ explanation: String) {
    self.keys = keys
    self.label = label
    self.action = action
    self.footer = footer
    self.explanation = explanation
  }

  /// The key bindings of every context, in the order in which the footer and the help list them.
  package static let table: [(context: KeyContext, bindings: [KeyBinding])] = [
    (.on(.train), train), (.on(.margins), margins), (.on(.triplets), triplets), (.on(.support), support),
    (.pad, pad), (.on(.space), space), (.on(.pairs), pairs), (.on(.runs), runs), (.replay, replay),
    (.everywhere, everywhere),
  ]

  /// The key bindings of a context.
  static func bindings(_ context: KeyContext) -> [KeyBinding] {
    table.first { $0.context == context }?.bindings ?? []
  }

  /// Returns the action of a key in the first of `contexts` that binds it.
  package static func action(for key: Key, in contexts: [KeyContext]) -> Action? {
    for context in contexts {
      if let binding = bindings(context).first(where: { $0.keys.contains(key) }) { return binding.action }
    }
    return nil
  }

  /// The list of keys as Markdown, for the README.
  package static var markdown: String {
    let everywhereFirst = table.sorted { $0.context == .everywhere && $1.context != .everywhere }
    let sections = everywhereFirst.filter { !$0.bindings.isEmpty }.map { context, bindings in
      let rows = bindings.map { binding in
        let keys = binding.label.split(separator: " ").map { $0 == "|" ? "`\\|`" : "`\($0)`" }.joined(separator: " ")
        return "| \(keys) | \(binding.explanation) |\n"
      }
      return "| \(context.heading) | |\n|---|---|\n" + rows.joined()
    }
    return sections.joined(separator: "\n")
  }
}
