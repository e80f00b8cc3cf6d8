import SiamCanvas
import SiamCore

/// The explanation of the Runs screen.
enum RunsExplanation {
  /// The paragraphs in reading order.
  static func paragraphs(_ model: Model) -> [String] { [list(model), metrics, curves(model), opening, deleting] }

  private static func list(_ model: Model) -> String {
    let runs = model.runs.listing?.runs.filter { $0.state != nil } ?? []
    let counts = RunState.allCases.compactMap { state -> String? in
      let count = runs.count { $0.state == state }
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    let folder = model.runs.listing.map { " of \($0.folder)" } ?? ""
    return "The runs\(folder)" + (counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))")
      + ". Running (●): in training now. Finished (■): all steps completed. Stopped (‖): ended early. "
      + "Crashed (▲): ended by an error or killed; resume it with siam train --resume."
  }

  private static let metrics =
    "best is the best episode accuracy on validation classes, in % of the queries, for the last kind of episode that "
    + "the recipe evaluates, such as 20-way 1-shot; loss is the loss of the last step. Losses of different objectives, and accuracies of different numbers "
    + "of classes, can't be compared."

  private static func curves(_ model: Model) -> String {
    let which =
      model.runs.marked.isEmpty
      ? "No run is marked, so these are the first \(RunsList.defaultCurves) runs of the list and the selected one."
      : "These are the \(model.runs.marked.count) marked runs (×) and the selected one; Esc clears all marks."
    return "The charts compare the smoothed loss and the accuracy of several runs. The letter at the end of a curve "
      + "also stands before the name of its run, in the same colour. " + which
  }

  private static let opening =
    "Enter opens the selected run at its end, on the same screens as during training: drag the timeline to see an "
    + "earlier step; Support, Space and Pairs use its checkpoints. r replays the run from its first step. q returns to "
    + "this list; a run in training continues meanwhile."

  private static let deleting = "d deletes the selected run from the disk, after asking. This can't be undone."
}
