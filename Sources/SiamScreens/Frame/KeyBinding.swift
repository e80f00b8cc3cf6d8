import SiamCanvas

/// Where a key means something.
package enum KeyContext: Hashable, Sendable {
  /// On every screen.
  case everywhere
  /// On one screen alone, where it takes precedence.
  case on(ScreenName)
  /// While drawing a query.
  case pad
  /// On every screen, while a run is replayed.
  case replay

  /// As the help and the README head it.
  var heading: String {
    switch self {
    case .everywhere: "Everywhere"
    case .on(let name): name.screen.title
    case .pad: "Drawing a query"
    case .replay: "In a replay"
    }
  }
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

  init(_ keys: [Key], _ label: String, _ action: Action, footer: String? = nil, _ explanation: String) {
    self.keys = keys
    self.label = label
    self.action = action
    self.footer = footer
    self.explanation = explanation
  }

  /// Every context's keys, in the order the footer and the help list them.
  package static let table: [(context: KeyContext, bindings: [KeyBinding])] = [
    (.on(.train), train), (.on(.margins), margins), (.on(.triplets), triplets), (.on(.support), support),
    (.pad, pad), (.on(.space), space), (.on(.pairs), pairs), (.on(.runs), runs), (.replay, replay),
    (.everywhere, everywhere),
  ]

  /// The keys of a context.
  static func bindings(_ context: KeyContext) -> [KeyBinding] {
    table.first { $0.context == context }?.bindings ?? []
  }

  /// What a key does in the first of some contexts that knows it, if in any.
  package static func action(for key: Key, in contexts: [KeyContext]) -> Action? {
    for context in contexts {
      if let binding = bindings(context).first(where: { $0.keys.contains(key) }) { return binding.action }
    }
    return nil
  }

  /// The README's list of keys.
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
