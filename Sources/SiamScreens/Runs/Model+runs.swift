import SiamCanvas
import SiamMessages

extension Model {
  /// A key that answers whether to delete a run.
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

  /// A run was deleted, or could not be; the list is looked at again.
  mutating func takeRemoval(of run: String, problem: String?) {
    inquiries.forget(.runs)
    if let problem { return note(problem, kind: .warning) }
    runs.forget(run)
    note("deleted \(run)", kind: .answer)
  }
}
