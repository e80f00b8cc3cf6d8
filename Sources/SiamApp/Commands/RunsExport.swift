import SiamRuns
import ArgumentParser
import Foundation
import SiamData
import SiamExport
import SiamCore
import SiamTraining

/// `siam runs export`: writes a run's metrics for spreadsheets and TensorBoard.
struct RunsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export the metrics of a run, finished or not",
    discussion: """
      --csv writes one line per step and one column per metric. --tensorboard writes the same logs as siam train \
      --tensorboard.
      """)

  @Argument(help: "A run's folder", completion: .runFolder) var run: String
  @Flag(help: "Write metrics as CSV") var csv = false
  @Option(
    help: ArgumentHelp(
      "Metrics to write, by name or group, such as loss,accuracy (default: all)", valueName: "NAME,…"))
  var scalars: String?
  @Option(
    help: ArgumentHelp("Output file of --csv (default: standard output)", valueName: "file"), completion: .file())
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Write TensorBoard logs to a folder named like the run inside this one", valueName: "folder"),
    completion: .directory)
  var tensorboard: String?

  func validate() throws {
    guard csv != (tensorboard != nil) else { throw ValidationError("give either --csv or --tensorboard") }
    guard csv || (scalars == nil && output == nil) else {
      throw ValidationError("--scalars and --output require --csv")
    }
  }

  func run() async throws {
    let history = try RunHistory(run: run)
    if let tensorboard { try writeTensorBoard(history, to: tensorboard) } else { try writeTable(history) }
  }

  private func writeTable(_ history: RunHistory) throws {
    let names = scalars.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    let table = try ScalarTable(history, naming: names ?? [])
    guard let output else { return try table.forEachLine { Output.print($0, terminator: "") } }
    var text = ""
    try table.forEachLine { text += $0 }
    try writeFile(Data(text.utf8), to: output)
  }

  private func writeTensorBoard(_ history: RunHistory, to folder: String) throws {
    let url = URL(fileURLWithPath: run)
    let description = try RunDescription(in: url)
    let folder = TensorBoardTask.folder(in: folder, run: url)
    if TensorBoardLog.exists(in: folder) { throw ExportError.hasEventFiles(folder) }
    let dataset = images(of: description)
    var log = try TensorBoardLog(folder: folder, clock: .training(since: history.startDate)) { id in
      dataset?.picture(id)
    }
    try history.forEach { event throws(ExportError) in try log.record(event) }
    Output.printError("siam: wrote \(folder)")
  }

  /// The run's data, or nil if it is missing or has changed.
  private func images(of run: RunDescription) -> Dataset? {
    do {
      let dataset = try run.dataset(ofRun: self.run)
      if dataset.fingerprint == run.data.fingerprint { return dataset }
      Output.printError("siam: \(self.run): the data has changed since training; writing triplets without images")
    } catch {
      Output.printError("siam: \(error); writing triplets without images")
    }
    return nil
  }
}
