import Foundation
import SiamFiles
import SiamTraining

extension JournalIndex {
  /// Where a run's index is kept.
  static func path(in run: String) -> String { run + "/events.index" }

  /// The index of a run's journal: read where it is kept, else made; then as long as the journal.
  ///
  /// It is kept again where it was not there, was damaged, of another version or of another journal, or has grown much.
  /// In a folder that can't be written it is only made.
  ///
  /// - Parameters:
  ///   - run: the run's folder.
  ///   - progress: is told how much of the journal has been read, 0…1; throws to give up.
  /// - Returns: the index.
  /// - Throws: `ReplayError.unreadable`, or what `progress` throws.
  package static func open(_ run: String, progress: (Double) throws -> Void = { _ in }) throws -> JournalIndex {
    try open(run, IndexShape(), progress: progress)
  }

  static func open(
    _ run: String, _ shape: IndexShape, files: any FileLayer = SystemFiles(), progress: (Double) throws -> Void
  ) throws -> JournalIndex {
    do {
      let journal = try files.open(JournalReader.path(in: run), .read)
      let length = try files.length(of: journal)
      let path = path(in: run)
      let kept = try? IndexFile.read(IndexStore(opening: path, files: files), of: journal, length: length, shape)
      var index = kept ?? JournalIndex(of: journal, shape)
      let known = kept == nil ? nil : index.rowCount
      if kept == nil { removeUnfinished(in: run) }
      var isNew = false
      try index.follow { old in
        isNew = true
        return try makeStore(path, shape, copying: old, files)
      } progress: { bytes in
        try progress(length > 0 ? min(1, Double(bytes) / Double(length)) : 1)
      }
      // A few more rows are found again sooner than a long index is written.
      if isNew || known.map({ index.rowCount - $0 > shape.rows / 4 && index.segments.isEmpty }) ?? true {
        try? index.keep(path, isNew: isNew, files)
      }
      return index
    } catch let failure as FileFailure {
      throw ReplayError.unreadable(failure.path, failure.reason)
    }
  }

  /// A new file for segments, with those of an older one, so that the older one stays whole.
  private static func makeStore(
    _ path: String, _ shape: IndexShape, copying old: IndexStore?, _ files: any FileLayer
  ) throws(FileFailure) -> IndexStore {
    let store = try IndexStore(making: path, files: files)
    guard let old else {
      try store.append(IndexFile.header(shape))
      return store
    }
    // Segments keep their places; the old trailer between them is never read again.
    var place = 0
    while place < old.length {
      let count = min(1 << 20, old.length - place)
      try store.append(try old.read(at: place, count: count))
      place += count
    }
    return store
  }

  /// Writes all but the segments, which are written, and gives the file its name.
  private mutating func keep(_ path: String, isNew: Bool, _ files: any FileLayer) throws {
    let store = try isNew ? self.store : IndexStore(making: path, files: files)
    guard let store else { return }
    if !isNew { try store.append(IndexFile.header(shape)) }
    try store.append(try IndexFile.end(self, at: store.length))
    try store.finish(as: path)
  }

  /// Removes what processes have left that were ended while they wrote an index.
  ///
  /// One that still writes loses no more than the name of its file.
  private static func removeUnfinished(in run: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: run)) ?? []
    for name in names where name.hasPrefix("events.index.") && name.hasSuffix(".new") {
      try? FileManager.default.removeItem(atPath: "\(run)/\(name)")
    }
  }
}
