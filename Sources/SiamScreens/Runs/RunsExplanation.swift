import SiamCanvas
import SiamMessages

/// The Runs screen in plain words.
enum RunsExplanation {
  /// In reading order.
  static func paragraphs(_ model: Model) -> [String] { [list(model), figures, curves(model), opening, deleting] }

  private static func list(_ model: Model) -> String {
    let runs = model.runs.listing?.runs.filter { $0.state != nil } ?? []
    let counts = RunState.allCases.compactMap { state -> String? in
      let count = runs.count { $0.state == state }
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    let folder = model.runs.listing.map { " of \($0.folder)" } ?? ""
    return "The runs\(folder)" + (counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))")
      + ". Running (●): a siam writes it. Finished (■): it took all its steps. Stopped (‖): it was ended before. "
      + "Crashed (▲): it ended by an error or without a word; siam train --resume goes on with it."
  }

  private static let figures =
    "best is the best episode accuracy on held-out classes, in % of the queries, in the recipe's hardest episodes; loss "
    + "is that of the last step. Losses of different objectives, and accuracies of different ways, can't be compared."

  private static func curves(_ model: Model) -> String {
    let which =
      model.runs.marked.isEmpty
      ? "Without marks they are the first \(RunsList.usualCurves) of the list and the chosen one."
      : "They are the \(model.runs.marked.count) marked (×) and the chosen one; Esc takes all marks away."
    return "Below lie the smoothed loss and the accuracy of several runs over each other; the letter at a curve's end "
      + "is before the run's name, in its colour. " + which
  }

  private static let opening =
    "Enter shows the chosen run as it ended, on the screens it was trained on: its timeline can be scrubbed, and "
    + "Support, Space and Pairs answer by its checkpoints. r shows it from its first step. q there leads back here; a run in "
    + "training goes on meanwhile."

  private static let deleting = "d deletes the chosen run from the disk, and asks first. Nothing brings it back."
}
