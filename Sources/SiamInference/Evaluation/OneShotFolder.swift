import SiamFiles
import Foundation
package import SiamTensors
import SiamNetworks
package import SiamData
package import SiamFewShot
package import SiamCore

/// One-shot runs on disk, in the layout of Omniglot's twenty official runs: `runNN/class_labels.txt` gives the support
/// image of the same class for each query image.
///
/// Source: Lake et al. 2015, Human-level concept learning through probabilistic program induction; the files are those
/// of github.com/brendenlake/omniglot.
package struct OneShotFolder {
  /// The images of all runs.
  package let images: [ImageFile]
  /// The runs, sorted by name; their rows are indices in `images`.
  package let runs: [OneShotRun]

  /// Reads every run in a folder.
  ///
  /// - Parameters:
  ///   - path: the path of the folder with `run01`, `run02`, …
  ///   - side: the width and height to resize images to, in pixels.
  ///   - channels: the channels to read (default: grey).
  ///   - inverted: whether to invert images; nil to decide by the border of each grey image.
  /// - Throws: `OneShotFolderError`; `DataError` for an image; `FewShotError` for a line of a `class_labels.txt`.
  package init(path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else { throw OneShotFolderError.notFound(path) }
    let folders = try Self.names(in: path, manager)
      .filter { manager.fileExists(atPath: "\(path)/\($0)/class_labels.txt") }
    guard !folders.isEmpty else { throw OneShotFolderError.noRuns(path) }
    var images: [ImageFile] = []
    var runs: [OneShotRun] = []
    for folder in folders {
      let labels: OneShotLabels
      do throws(FewShotError) {
        labels = try OneShotLabels(parsing: try Self.text("\(path)/\(folder)/class_labels.txt"))
      } catch {
        throw OneShotFolderError.invalid("\(path)/\(folder)", error.description)
      }
      let supports = try Self.supports(of: labels, in: path, folder, manager)
      var rows: [[Int]] = []
      for names in [supports, labels.queries] {
        rows.append(Array(images.count..<images.count + names.count))
        images += try names.map { name in
          try ImageFile.read(path: "\(path)/\(name)", side: side, channels: channels, inverted: inverted)
        }
      }
      runs.append(
        try OneShotRun(name: folder, support: rows[0], queries: rows[1], truths: try labels.truths(among: supports)))
    }
    self.images = images
    self.runs = runs
  }

  /// The paths of all images in the run's training folder, including those of classes without a query.
  private static func supports(
    of labels: OneShotLabels, in path: String, _ folder: String, _ manager: FileManager
  ) throws(OneShotFolderError) -> [String] {
    let supportFolder = labels.supports[0].split(separator: "/").dropLast().joined(separator: "/")
    return try names(in: "\(path)/\(supportFolder)", manager).filter(ImageFile.isNamed)
      .map { "\(supportFolder)/\($0)" }
  }

  private static func names(in path: String, _ manager: FileManager) throws(OneShotFolderError) -> [String] {
    do {
      return try manager.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .invalid(path, systemReason(error))
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

/// An error that occurs when a folder of one-shot runs is read.
public enum OneShotFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path doesn't exist.
  case notFound(String)
  /// No folder in the path has a `class_labels.txt`.
  case noRuns(String)
  /// A run or the folder can't be read, with the reason.
  case invalid(String, String)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such folder; check --one-shot-runs"
    case .noRuns(let path): "\(path): no run01/class_labels.txt or similar; give the folder that contains the runs"
    case .invalid(let path, let reason): "\(path): \(reason)"
    }
  }
}

extension TrainedModel {
  /// Returns the error rates on one-shot runs. Ties count as wrong.
  package func evaluate(
    _ folder: OneShotFolder, _ context: ComputeContext, _ options: EvaluationOptions
  ) throws -> OneShotRunsReport {
    let embedder = try ImageEmbedder(context, network, count: folder.images.count * options.variants)
    let table = try embedder.embed(folder.images, variants: options.variants)
    let classifier = try network.classifier(
      options.classifiers.first ?? network.defaultClassifier, context, table, neighbours: options.neighbours)
    return try OneShotRun.measure(classifier, folder.runs)
  }
}
