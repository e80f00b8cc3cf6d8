internal import Foundation
package import SiamMessages

/// The runs of a folder that is looked at again and again: only what has changed is read again.
package struct RunsWatch {
  private let folder: RunsFolder
  private var known: [String: (stamp: Stamp, summary: RunSummary)] = [:]

  /// Of each file that a summary is made of, its size and when it was written; nil where there is none.
  private typealias Stamp = [FileStamp?]
  private struct FileStamp: Equatable {
    var bytes: Int
    var written: Date
  }

  /// Nothing was read yet.
  package init(_ folder: RunsFolder) { self.folder = folder }

  /// What is in the folder now, newest first.
  ///
  /// - Throws: `RunsFolderError` where the folder itself can't be read.
  package mutating func summaries() throws(RunsFolderError) -> [RunSummary] {
    let before = known
    let found = try folder.summaries { path in
      let stamp = Self.stamp(path)
      // A run that was being written may have ended without another word.
      if let old = before[path], old.stamp == stamp, old.summary.state != .running { return old.summary }
      return nil
    }
    known = [:]
    for run in found { known[run.path] = (Self.stamp(run.path), run) }
    return found
  }

  private static func stamp(_ run: String) -> Stamp {
    ["run.json", "events.jsonl", "checkpoints", "checkpoints/last.safetensors"].map { name in
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(run)/\(name)"),
        let bytes = attributes[.size] as? Int, let written = attributes[.modificationDate] as? Date
      else { return nil }
      return FileStamp(bytes: bytes, written: written)
    }
  }
}
