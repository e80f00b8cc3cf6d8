import SiamRuns
import ArgumentParser
import Foundation
import SiamCore
import SiamTraining

/// The option for the folder that holds all runs.
struct RunsOption: ParsableArguments {
  @Option(
    name: .customLong("runs"),
    help: ArgumentHelp("Folder that holds all runs (default: runs)", valueName: "folder"),
    completion: .directory)
  var named: String?

  /// The folder's path.
  var path: String { named ?? "runs" }

  /// The runs in the folder; none if the default folder doesn't exist yet.
  ///
  /// - Throws: `RunsFolderError` if a folder given by name can't be read.
  func summaries() throws(RunsFolderError) -> [RunSummary] {
    do throws(RunsFolderError) {
      return try RunsFolder(path).summaries()
    } catch {
      if case .notFound = error, named == nil { return [] }
      throw error
    }
  }

  /// The folder that holds a run; the default folder for a bundled model, which is in none.
  ///
  /// - Parameters:
  ///   - run: a run's folder, or the name of a model.
  ///   - isMade: whether `run` will be created if it doesn't exist.
  /// - Returns: the folder's path.
  static func folder(ofRun run: String, isMade: Bool = false) -> String {
    let path = NSString(string: run)
    let (parent, last) = (path.deletingLastPathComponent, path.lastPathComponent)
    if last == "." || last == ".." {
      return URL(fileURLWithPath: run).standardizedFileURL.deletingLastPathComponent().path
    }
    if parent.isEmpty { return isMade || FileManager.default.fileExists(atPath: run) ? "." : "runs" }
    return parent
  }

  /// The line to print if there are no runs.
  var emptyLine: String { "no runs in \(path); start one with siam train, or give another folder with --runs" }
}
