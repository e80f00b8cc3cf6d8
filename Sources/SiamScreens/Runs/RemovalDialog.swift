import SiamCanvas
import SiamCore

extension Dialog {
  /// Asks before a run is deleted.
  static func removal(of run: RunSummary, _ theme: Theme, _ charset: Charset) -> Dialog {
    let steps = run.metrics.steps.map { "\(NumberFormat.grouped($0)) steps, " } ?? ""
    return Dialog(
      title: Span("delete?", theme.warning.bold), border: theme.warning,
      lines: [
        [Span("Delete ", theme.text), Span(run.name, theme.text.bold), Span("?", theme.text)],
        [Span("\(steps)\(NumberFormat.bytes(max(0, run.size.bytes))); this can't be undone.", theme.text)],
        [],
        [
          Span("y", theme.warning.bold), Span(" delete it    ", theme.text), Span("n", theme.accent.bold),
          Span(" keep it", theme.text),
        ],
      ], width: max(50, charset.columns(run.name) + 14))
  }
}

extension Model {
  /// Handles a key while the dialog that asks whether to delete a run is open.
  mutating func answerRemoval(_ key: Key, of run: RunSummary) -> [Effect] {
    switch key {
    case .character("y"), .character("Y"):
      overlay = nil
      return [.remove(run: run.path)]
    case .character("n"), .character("N"), .escape: overlay = nil
    default: break
    }
    return []
  }

  /// Applies the result of deleting a run, and requests the list again; `problem` says why it could not be deleted.
  mutating func applyRemoval(of run: String, problem: String?) {
    queryTracker.forget(.runs)
    if let problem { return note(problem, kind: .warning) }
    runs.forget(run)
    note("deleted \(run)", kind: .result)
  }
}
