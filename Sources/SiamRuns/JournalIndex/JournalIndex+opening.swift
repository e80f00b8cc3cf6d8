import Foundation
import SiamFiles

extension JournalIndex {
  /// The path of the index in a run's folder.
  static func path(in run: String) -> String { run + "/events.index" }

  /// Opens the index of a run's journal, and updates it to the journal's length.
  ///
  /// The index is rebuilt if it is missing, damaged, of another version or of another journal. It is saved if it was
  /// rebuilt or has grown much, unless the folder isn't writable.
  ///
  /// - Parameters:
  ///   - run: the run's folder.
  ///   - progress: receives the share of the journal that has been read, 0…1; throws to cancel.
  /// - Returns: the index.
  /// - Throws: `ReplayError.unreadable`, or the error that `progress` throws.
  package static func open(_ run: String, progress: (Double) throws -> Void = { _ in }) throws -> JournalIndex {
    try open(run, IndexShape(), progress: progress)
  }

  /// Opens an index of another shape, for tests.
  static func open(
    _ run: String, _ shape: IndexShape, files: any FileSystem = PosixFileSystem(), progress: (Double) throws -> Void
  ) throws -> JournalIndex {
    do {
      let journal = try Journal(inRun: run, files: files)
      let length = try journal.length()
      let path = path(in: run)
      // An index that can't be read, because it is missing or for any other reason, is rebuilt.
      let saved = try? IndexFile.read(IndexStore(opening: path, files: files), of: journal, length: length, shape)
      var index = saved ?? JournalIndex(of: journal, shape)
      let savedRows = saved?.rowCount
      if saved == nil { removeUnfinished(in: run) }
      var isNew = false
      try index.update { old in
        isNew = true
        return try makeStore(path, shape, copying: old, files)
      } progress: { bytes in
        try progress(length > 0 ? min(1, Double(bytes) / Double(length)) : 1)
      }
      // Reading a few more rows again is faster than writing a long index.
      if isNew || savedRows.map({ index.rowCount - $0 > shape.rows / 4 && index.segments.isEmpty }) ?? true {
        // An index that can't be saved is rebuilt the next time.
        try? index.save(path, isNew: isNew, files)
      }
      return index
    } catch let failure as FileFailure {
      throw ReplayError.unreadable(failure.path, failure.reason)
    }
  }

  /// Creates a new file for segments, with a copy of those in the old file, which stays valid.
  private static func makeStore(
    _ path: String, _ shape: IndexShape, copying old: IndexStore?, _ files: any FileSystem
  ) throws(FileFailure) -> IndexStore {
    let store = try IndexStore(creating: path, files: files)
    guard let old else {
      try store.append(IndexFile.header(shape))
      return store
    }
    // Segments keep their offsets; the old trailer between them is never read again.
    var offset = 0
    while offset < old.length {
      let count = min(1 << 20, old.length - offset)
      try store.append(try old.read(at: offset, count: count))
      offset += count
    }
    return store
  }

  /// Writes the trailer after the segments, which are written already, and renames the file.
  private mutating func save(_ path: String, isNew: Bool, _ files: any FileSystem) throws {
    let store = try isNew ? self.store : IndexStore(creating: path, files: files)
    guard let store else { return }
    if !isNew { try store.append(IndexFile.header(shape)) }
    try store.append(try IndexFile.end(self, at: store.length))
    try store.finish(as: path)
  }

  /// Removes the files of processes that were killed while they wrote an index.
  ///
  /// A process that is still writing loses only the name of its file.
  private static func removeUnfinished(in run: String) {
    // A file that can't be listed or removed takes up space, but does no harm.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: run)) ?? []
    for name in names where name.hasPrefix("events.index.") && name.hasSuffix(".new") {
      try? FileManager.default.removeItem(atPath: "\(run)/\(name)")
    }
  }
}
