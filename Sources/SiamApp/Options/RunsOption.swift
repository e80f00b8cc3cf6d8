import ArgumentParser
import Foundation
import SiamMessages
import SiamTraining

/// Which folder's runs are meant.
struct RunsOption: ParsableArguments {
  @Option(
    name: .customLong("runs"),
    help: ArgumentHelp("The folder of all runs (default: ./runs).", valueName: "folder"),
    completion: .directory)
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

  /// The folder that keeps a run beside others; for what is in no folder, such as a bundled model, the usual one.
  ///
  /// - Parameters:
  ///   - run: a run's folder, or what stands for a model.
  ///   - isMade: whether a folder of that name is made where there is none.
  /// - Returns: its path.
  static func folder(ofRun run: String, isMade: Bool = false) -> String {
    let path = NSString(string: run)
    let (parent, last) = (path.deletingLastPathComponent, path.lastPathComponent)
    if last == "." || last == ".." {
      return URL(fileURLWithPath: run).standardizedFileURL.deletingLastPathComponent().path
    }
    if parent.isEmpty { return isMade || FileManager.default.fileExists(atPath: run) ? "." : "runs" }
    return parent
  }

  /// What to do where there are none.
  var emptyLine: String { "no runs in \(path) yet: `siam train` makes one, --runs names another folder" }
}
