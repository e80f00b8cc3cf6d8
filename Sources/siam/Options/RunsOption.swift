import ArgumentParser
import SiamMessages
import SiamTraining

/// Which folder's runs are meant.
struct RunsOption: ParsableArguments {
  @Option(
    name: .customLong("runs"),
    help: ArgumentHelp("The folder that keeps all runs; ./runs where left out.", valueName: "folder"))
  var named: String?

  /// Where they are.
  var path: String { named ?? "runs" }

  /// The runs; none where nobody named the folder, and it isn't there yet.
  func summaries() throws(RunsFolderError) -> [RunSummary] {
    do throws(RunsFolderError) {
      return try RunsFolder(path).summaries()
    } catch {
      if case .notFound = error, named == nil { return [] }
      throw error
    }
  }

  /// What to do where there are none.
  var emptyLine: String { "no runs in \(path) yet: `siam train` makes one, --runs names another folder" }
}
