import ArgumentParser
import Foundation
import SiamData
import SiamExport
import SiamMessages
import SiamTraining

/// `siam runs export`: what a run told, for spreadsheets and TensorBoard.
struct RunsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what a run told, finished or not, for other tools.",
    discussion: """
      --csv writes a line a step and a column a scalar. --tensorboard writes what `siam train --tensorboard` does.
      """)

  @Argument(help: "A run's folder.", completion: .runFolder) var run: String
  @Flag(help: "Scalars as CSV.") var csv = false
  @Option(
    help: ArgumentHelp(
      "Which scalars, by name or by group, such as loss,accuracy (default: all).", valueName: "NAME,…"))
  var scalars: String?
  @Option(
    help: ArgumentHelp("The file for the CSV (default: standard output).", valueName: "file"), completion: .file())
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Write TensorBoard's event files, below this folder in one named as the run's.", valueName: "folder"),
    completion: .directory)
  var tensorboard: String?

  func validate() throws {
    guard csv != (tensorboard != nil) else { throw ValidationError("give either --csv or --tensorboard") }
    guard csv || (scalars == nil && output == nil) else {
      throw ValidationError("--scalars and --output go with --csv")
    }
  }

  func run() async throws {
    let history = try RunHistory(run: run)
    if let tensorboard { try writeTensorBoard(history, to: tensorboard) } else { try writeTable(history) }
  }

  private func writeTable(_ history: RunHistory) throws {
    let words = scalars.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    let table = try ScalarTable(history, naming: words ?? [])
    guard let output else { return try table.forEachLine { Output.print($0, terminator: "") } }
    var text = ""
    try table.forEachLine { text += $0 }
    try writeFile(Data(text.utf8), to: output)
  }

  private func writeTensorBoard(_ history: RunHistory, to folder: String) throws {
    let url = URL(fileURLWithPath: run)
    let description = try RunDescription(in: url)
    let folder = TensorBoardTask.folder(in: folder, run: url)
    if TensorBoardLog.isThere(in: folder) { throw ExportError.taken(folder) }
    let dataset = pictures(of: description)
    var log = try TensorBoardLog(folder: folder, clock: .training(since: history.began)) { id in
      dataset?.picture(id)
    }
    try history.forEach { event throws(ExportError) in try log.take(event) }
    Output.printError("siam: written to \(folder)")
  }

  /// The run's data, where it is there still and the same.
  private func pictures(of run: RunDescription) -> Dataset? {
    do {
      let dataset = try run.dataset(ofRun: self.run)
      if dataset.fingerprint == run.data.fingerprint { return dataset }
      Output.printError("siam: the data of \(self.run) has changed, so its triplets have no pictures")
    } catch {
      Output.printError("siam: \(error); so the run's triplets have no pictures")
    }
    return nil
  }
}
