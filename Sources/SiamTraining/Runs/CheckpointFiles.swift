internal import Foundation
internal import SiamFiles

/// The checkpoints of a run's folder: `step-002000.safetensors`, the newest few of them, and under names of their own
/// the last and the best.
///
/// `last` and `best` are second names of the same file where the disk can do that, else copies. Each name stands at any
/// instant for a whole file.
struct CheckpointFiles: Sendable {
  let folder: String
  let files: any FileLayer
  /// How many of the newest are kept beside the best.
  var kept: Int

  static let usuallyKept = 5
  private static let ending = ".safetensors"

  /// The name of a step's file; names sort as steps do.
  static func name(ofStep step: Int) -> String {
    let digits = String(step)
    return "step-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ending
  }

  /// Writes a checkpoint, gives it its names, and removes what is no longer kept.
  ///
  /// - Returns: its path inside the run's folder.
  func write(_ draft: CheckpointDraft) throws(FileFailure) -> String {
    try files.makeFolder(folder)
    let name = Self.name(ofStep: draft.step)
    try files.replace("\(folder)/\(name)", with: draft.data)
    try alias("last" + Self.ending, of: name, draft.data)
    if draft.isBest { try alias("best" + Self.ending, of: name, draft.data) }
    try files.syncFolder(of: "\(folder)/\(name)")
    for old in Self.steps(in: folder).dropFirst(kept) { try? files.remove("\(folder)/\(Self.name(ofStep: old))") }
    return "checkpoints/\(name)"
  }

  private func alias(_ alias: String, of name: String, _ data: Data) throws(FileFailure) {
    let temporary = "\(folder)/\(alias).new"
    try? files.remove(temporary)
    do throws(FileFailure) {
      try files.link("\(folder)/\(name)", to: temporary)
    } catch {
      // Not every disk knows second names.
      return try files.replace("\(folder)/\(alias)", with: data)
    }
    try files.rename(temporary, to: "\(folder)/\(alias)")
  }

  /// The steps there are files of, newest first.
  static func steps(in folder: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard name.hasPrefix("step-"), name.hasSuffix(ending) else { return nil }
      return Int(name.dropFirst("step-".count).dropLast(ending.count))
    }.sorted(by: >)
  }
}
