internal import Foundation
package import SiamData
package import SiamFewShot
package import SiamMessages

/// One-shot runs on disk, as Omniglot's twenty official ones lie: `runNN/class_labels.txt` says of each query picture
/// which support picture is of its class.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction; the files are those
/// of github.com/brendenlake/omniglot.
package struct OneShotFolder {
  /// Every picture of every run.
  package let pictures: [PictureFile]
  /// The runs by name; rows are places in `pictures`.
  package let runs: [OneShotRun]

  /// Reads every run in a folder.
  ///
  /// - Parameters:
  ///   - path: of the folder that holds `run01`, `run02`, …
  ///   - side: pictures are resized to `side × side` pixels.
  ///   - channels: what pictures have of each pixel.
  ///   - inverted: whether to turn dark ink bright; by each grey picture's border where nil.
  /// - Throws: `OneShotFolderError`, `DataError` for a picture, `FewShotError` for a line of a `class_labels.txt`.
  package init(path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else { throw OneShotFolderError.notFound(path) }
    let folders = try Self.names(in: path, manager)
      .filter { manager.fileExists(atPath: "\(path)/\($0)/class_labels.txt") }
    guard !folders.isEmpty else { throw OneShotFolderError.noRuns(path) }
    var pictures: [PictureFile] = []
    var runs: [OneShotRun] = []
    for folder in folders {
      let labels: OneShotLabels
      do throws(FewShotError) {
        labels = try OneShotLabels(parsing: try Self.text("\(path)/\(folder)/class_labels.txt"))
      } catch {
        throw OneShotFolderError.wrong("\(path)/\(folder)", error.description)
      }
      let supports = try Self.supports(of: labels, in: path, folder, manager)
      var rows: [[Int]] = []
      for names in [supports, labels.queries] {
        rows.append(Array(pictures.count..<pictures.count + names.count))
        pictures += try names.map { name in
          try PictureFile.read(path: "\(path)/\(name)", side: side, channels: channels, inverted: inverted)
        }
      }
      runs.append(
        try OneShotRun(name: folder, support: rows[0], queries: rows[1], truths: try labels.truths(among: supports)))
    }
    self.pictures = pictures
    self.runs = runs
  }

  /// Every picture of the run's training folder, whether or not a query is of its class.
  private static func supports(
    of labels: OneShotLabels, in path: String, _ folder: String, _ manager: FileManager
  ) throws(OneShotFolderError) -> [String] {
    let owner = labels.supports[0].split(separator: "/").dropLast().joined(separator: "/")
    return try names(in: "\(path)/\(owner)", manager).filter(PictureFile.isNamed)
      .map { "\(owner)/\($0)" }
  }

  private static func names(in path: String, _ manager: FileManager) throws(OneShotFolderError) -> [String] {
    do {
      return try manager.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .wrong(path, systemReason(error))
    }
  }

  private static func text(_ path: String) throws(FewShotError) -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .oneShotLabels(line: 1, systemReason(error))
    }
  }
}

/// Why a folder of one-shot runs can't be used.
public enum OneShotFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing at the path.
  case notFound(String)
  /// No folder in it has a `class_labels.txt`.
  case noRuns(String)
  /// Of a run, and why.
  case wrong(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such folder; check --one-shot-runs"
    case .noRuns(let path): "\(path): no run01/class_labels.txt or the like in it; give the folder that holds the runs"
    case .wrong(let path, let reason): "\(path): \(reason)"
    }
  }
}
