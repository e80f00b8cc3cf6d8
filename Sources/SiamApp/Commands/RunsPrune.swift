import SiamCore
import SiamRuns
import ArgumentParser
import Foundation
import SiamCanvas
import SiamData
import SiamTraining

/// `siam runs prune`: removes runs, or lists the runs that it would remove.
struct RunsPrune: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Remove runs or their older checkpoints; without --yes, only list them",
    discussion: """
      Conditions combine: --crashed --older-than 7 removes runs that crashed and are more than a week old. Running \
      runs, links, and folders that are not runs are never removed.
      """)

  @OptionGroup var runs: RunsOption
  // Unconditional: a negative number is an invalid value, not a missing one.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only runs last written more than this many days ago", valueName: "days"))
  var olderThan: Double?
  @Flag(help: "Only crashed runs") var crashed = false
  @Option(parsing: .unconditional, help: ArgumentHelp("Keep the N newest runs", valueName: "n"))
  var keepLast: Int?
  @Flag(help: "Remove only checkpoints, except the best and the last of each run")
  var checkpoints = false
  @Flag(name: [.customLong("yes"), .customLong("delete")], help: "Remove what would otherwise only be listed")
  var isConfirmed = false

  func validate() throws {
    guard crashed || checkpoints || olderThan != nil || keepLast != nil else {
      throw ValidationError("give at least one of --crashed, --older-than, --keep-last and --checkpoints")
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
    let bytes = isConfirmed ? try remove(removals) : list(removals)
    Output.print(
      isConfirmed
        ? "freed \(NumberFormat.bytes(bytes))"
        : "would free \(NumberFormat.bytes(bytes)); nothing was removed, give --yes to remove")
  }

  private var selection: RunSelection {
    var selection = RunSelection()
    selection.onlyCrashed = crashed
    selection.onlyCheckpoints = checkpoints
    selection.newestCount = keepLast ?? 0
    selection.writtenBefore = olderThan.map { Date(timeIntervalSinceNow: -$0 * 86_400) }
    return selection
  }

  private func list(_ removals: [RunRemoval]) -> Int {
    for removal in removals { Output.print("would remove \(text(removal))") }
    return removals.reduce(0) { $0 + $1.bytes }
  }

  /// Removes what it can, reports what it can't, and returns the bytes freed.
  private func remove(_ removals: [RunRemoval]) throws -> Int {
    var (bytes, failures) = (0, 0)
    for removal in removals {
      do throws(RunRemovalError) {
        try removal.remove()
        bytes += removal.bytes
        Output.print("removed \(text(removal))")
      } catch {
        failures += 1
        Output.printError("siam: \(error)")
      }
    }
    if failures > 0 { throw ExitCode(ExitStatus.unwritableOutput) }
    return bytes
  }

  private func text(_ removal: RunRemoval) -> String {
    let what =
      switch removal.part {
      case .folder: removal.run.state.map { "the \($0.rawValue) run " } ?? ""
      case .checkpoints(let files): "\(counted(files.count, "checkpoint")) of "
      }
    return what + printable(removal.run.path) + ", \(NumberFormat.bytes(removal.bytes))"
  }
}
