import ArgumentParser
import Foundation
import SiamCanvas
import SiamData
import SiamTraining

/// `siam runs prune`: removes runs nobody needs, or says which it would.
struct RunsPrune: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove runs, or their older checkpoints; without --yes only say which.",
    discussion: """
      What is asked for has to hold of each run: `--crashed --older-than 7` is those that crashed and have lain for a \
      week. A running run, a folder that is no run and a link to one are never touched.
      """)

  @OptionGroup var runs: RunsOption
  // Unconditional: a negative number is a wrong value, not an option that lacks one.
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Runs that were last written so long ago.", valueName: "days"))
  var olderThan: Double?
  @Flag(help: "Runs that crashed.") var crashed = false
  @Option(parsing: .unconditional, help: ArgumentHelp("All but so many of the newest runs.", valueName: "n"))
  var keepLast: Int?
  @Flag(help: "Keep the runs, with their best and last checkpoint; remove the others, step-….safetensors.")
  var checkpoints = false
  @Flag(name: [.customLong("yes"), .customLong("delete")], help: "Remove them.") var isMeant = false

  func validate() throws {
    guard crashed || checkpoints || olderThan != nil || keepLast != nil else {
      throw ValidationError("say which runs: --crashed, --older-than, --keep-last, or --checkpoints of all")
    }
    if let olderThan, !(olderThan >= 0 && olderThan < 1e6) { throw ValidationError("--older-than must be 0 or more") }
    if let keepLast, keepLast < 0 { throw ValidationError("--keep-last must be 0 or more") }
  }

  func run() async throws {
    let removals = selection.removals(among: try runs.summaries())
    if removals.isEmpty {
      Output.print("nothing to remove in \(runs.path)")
      return
    }
    let bytes = isMeant ? try remove(removals) : say(removals)
    Output.print(
      isMeant
        ? "\(Figures.bytes(bytes)) are free again"
        : "\(Figures.bytes(bytes)) would be free again; nothing was removed: --yes removes them")
  }

  private var selection: RunSelection {
    var selection = RunSelection()
    selection.onlyCrashed = crashed
    selection.onlyCheckpoints = checkpoints
    selection.keptNewest = keepLast ?? 0
    selection.writtenBefore = olderThan.map { Date(timeIntervalSinceNow: -$0 * 86_400) }
    return selection
  }

  private func say(_ removals: [RunRemoval]) -> Int {
    for removal in removals { Output.print("would remove \(words(removal))") }
    return removals.reduce(0) { $0 + $1.bytes }
  }

  /// Removes what can be removed; what can't is named.
  private func remove(_ removals: [RunRemoval]) throws -> Int {
    var (bytes, failures) = (0, 0)
    for removal in removals {
      do throws(RunRemovalError) {
        try removal.remove()
        bytes += removal.bytes
        Output.print("removed \(words(removal))")
      } catch {
        failures += 1
        Output.printError("siam: \(error)")
      }
    }
    if failures > 0 { throw ExitCode(73) }
    return bytes
  }

  private func words(_ removal: RunRemoval) -> String {
    let what =
      switch removal.part {
      case .folder: removal.run.state.map { "the \($0.rawValue) run " } ?? ""
      case .checkpoints(let files): "\(counted(files.count, "checkpoint")) of "
      }
    return what + printable(removal.run.path) + ", \(Figures.bytes(removal.bytes))"
  }
}
