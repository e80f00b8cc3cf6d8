package import Foundation
package import SiamFiles
import SiamCore

/// Writes the checkpoints of a run's folder: the latest few as `step-002000.safetensors`, and `last.safetensors` and
/// `best.safetensors`.
///
/// `last` and `best` are hard links to a step's file, or copies if the disk has no hard links. A name never stands for
/// a partly written file.
package struct CheckpointFiles: Sendable {
  /// The path of the checkpoints folder.
  package let folder: String
  /// The file system to write to.
  package let files: any FileSystem
  /// The number of recent checkpoints to retain in addition to the best.
  package var maxCount: Int

  /// The default of `maxCount`.
  package static let defaultMaxCount = 5
  private static let ending = ".safetensors"

  /// The name of a step's file. Names sort in the order of steps.
  package static func name(ofStep step: Int) -> String { "step-" + NumberFormat.zeroPadded(step, digits: 6) + ending }

  /// Writes a checkpoint, links `last` and `best` to it, and removes older checkpoints.
  ///
  /// - Returns: the checkpoint's path inside the run's folder.
  package func write(_ draft: CheckpointDraft) throws(FileFailure) -> String {
    try files.makeFolder(folder)
    let name = Self.name(ofStep: draft.step)
    try files.replace("\(folder)/\(name)", with: draft.data)
    try alias("last" + Self.ending, of: name, draft.data)
    if draft.isBest { try alias("best" + Self.ending, of: name, draft.data) }
    try files.syncFolder(of: "\(folder)/\(name)")
    // If an old checkpoint can't be removed, the next call tries again.
    for old in Self.steps(in: folder).dropFirst(maxCount) { try? files.remove("\(folder)/\(Self.name(ofStep: old))") }
    return "checkpoints/\(name)"
  }

  private func alias(_ alias: String, of name: String, _ data: Data) throws(FileFailure) {
    let temporary = "\(folder)/\(alias).new"
    // Only a killed process leaves such a file; without it, removing fails, and nothing has to be done.
    try? files.remove(temporary)
    do throws(FileFailure) {
      try files.link("\(folder)/\(name)", to: temporary)
    } catch {
      // Not every file system has hard links.
      return try files.replace("\(folder)/\(alias)", with: data)
    }
    try files.rename(temporary, to: "\(folder)/\(alias)")
  }

  /// The steps that have a file in a checkpoints folder, latest first.
  static func steps(in folder: String) -> [Int] {
    // A folder that doesn't exist has no checkpoints.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard name.hasPrefix("step-"), name.hasSuffix(ending) else { return nil }
      return Int(name.dropFirst("step-".count).dropLast(ending.count))
    }.sorted(by: >)
  }
}

/// A checkpoint in memory that is still to be written.
package struct CheckpointDraft: Sendable {
  /// The number of steps the network was trained for.
  package var step: Int
  /// Whether the evaluation at this step is the best so far.
  package var isBest: Bool
  /// The contents of the file.
  package var data: Data

  package init(step: Int, isBest: Bool, data: Data) {
    self.step = step
    self.isBest = isBest
    self.data = data
  }
}
