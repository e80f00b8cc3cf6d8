import Foundation
package import SiamCore

/// Lists the runs of a folder repeatedly, and reads only those again that have changed.
package struct RunsWatch {
  private let folder: RunsFolder
  private var known: [String: (stamp: Stamp, summary: RunSummary)] = [:]

  /// The size and modification time of each file that a summary depends on, or nil if there is no such file.
  private typealias Stamp = [FileStamp?]
  private struct FileStamp: Equatable {
    var bytes: Int
    var written: Date
  }

  /// Watches a folder, without reading it yet.
  package init(_ folder: RunsFolder) { self.folder = folder }

  /// Reads the summaries of the runs that are in the folder now, newest first.
  ///
  /// - Throws: `RunsFolderError` if the folder itself can't be read.
  package mutating func summaries() throws(RunsFolderError) -> [RunSummary] {
    let before = known
    let found = try folder.summaries { path in
      let stamp = Self.stamp(path)
      // A run that was being written may have ended without writing again.
      if let old = before[path], old.stamp == stamp, old.summary.state != .running { return old.summary }
      return nil
    }
    known = [:]
    for run in found { known[run.path] = (Self.stamp(run.path), run) }
    return found
  }

  private static func stamp(_ run: String) -> Stamp {
    ["run.json", Journal.fileName, "checkpoints", "checkpoints/last.safetensors"].map { name in
      // A file that doesn't exist, or can't be inspected, has no stamp; reading the run says what is wrong.
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(run)/\(name)"),
        let bytes = attributes[.size] as? Int, let written = attributes[.modificationDate] as? Date
      else { return nil }
      return FileStamp(bytes: bytes, written: written)
    }
  }
}
