import Foundation
import SiamFiles
import SiamCore

/// The format of `events.index`: a header, the segments, a trailer with everything else, and an end that locates the
/// trailer.
///
///     header   "siamidx1", version of `IndexColumns`, bytes of a row, group level, segment level
///     segments rows and buckets, as `IndexSegment` has them
///     trailer  journal: bytes covered and a hash of its two ends; segments; tail; state; notes; evaluations; context
///     end      trailer's offset, length and hash, "siamidx1"
///
/// All numbers are 64-bit and little-endian, except for the samples of rows, which are 32-bit floats.
enum IndexFile {
  private static let magic: UInt64 = 0x3178_6469_6D61_6973
  /// The size of the header, in bytes.
  static let headerBytes = 40
  private static let endBytes = 32
  /// The maximum size of a trailer, in bytes; a larger one is damaged.
  private static let maxTrailer = 1 << 30

  /// Encodes the header.
  static func header(_ shape: IndexShape) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(magic)
    for value in [IndexColumns.version, IndexShape.rowBytes, shape.groupLevel, shape.segmentLevel] { writer.put(value) }
    return writer.bytes
  }

  /// Encodes the trailer and the end of an index whose segments are in its store, to be written at `offset`.
  static func end(_ index: JournalIndex, at offset: Int) throws -> [UInt8] {
    var writer = ByteWriter()
    writer.put(index.covered)
    writer.put(try fingerprint(of: index.journal, covered: index.covered))
    writer.put(index.segments.count)
    for segment in index.segments {
      for value in [segment.offset, segment.first, segment.last] { writer.put(value) }
      writer.put(segment.state)
      for bucket in segment.buckets { writer.put(bucket) }
    }
    writer.put(index.tail.count)
    for row in index.tail { writer.put(row) }
    writer.put(index.tailState)
    writer.put(index.state)
    writer.put(index.notes.count)
    for note in index.notes {
      for value in [note.offset, note.step ?? -1, note.row, note.kind.rawValue] { writer.put(value) }
    }
    writer.put(index.evaluations.count)
    for evaluation in index.evaluations { writer.put(evaluation) }
    let encoder = JSONEncoder()
    // Equal indexes have equal files.
    encoder.outputFormatting = [.sortedKeys]
    writer.put(Array(try encoder.encode(index.context)))
    let trailer = writer.bytes
    writer.put(offset)
    writer.put(trailer.count)
    writer.put(hash(trailer))
    writer.put(magic)
    return writer.bytes
  }

  /// Reads an index, or returns nil if it is damaged, of another version, or of another journal.
  static func read(
    _ store: IndexStore, of journal: Journal, length: Int, _ shape: IndexShape
  ) throws(FileFailure) -> JournalIndex? {
    guard store.length >= headerBytes + endBytes, try store.read(at: 0, count: headerBytes) == header(shape) else {
      return nil
    }
    do throws(ByteReader.Damaged) {
      let last = try reading { () throws(FileFailure) in
        try store.read(at: store.length - endBytes, count: endBytes)
      }
      var end = ByteReader(last)
      let (offset, count, hash, magic) = (
        try end.integer(), try end.integer(), try end.unsigned(), try end.unsigned()
      )
      guard magic == Self.magic, offset >= headerBytes, (0...maxTrailer).contains(count),
        offset <= store.length - endBytes - count
      else { return nil }
      let trailer = try reading { () throws(FileFailure) in try store.read(at: offset, count: count) }
      guard Self.hash(trailer) == hash else { return nil }
      var reader = ByteReader(trailer)
      let (covered, fingerprint) = (try reader.integer(), try reader.unsigned())
      guard covered >= 0, covered <= length else { return nil }
      let found = try reading { () throws(FileFailure) in try Self.fingerprint(of: journal, covered: covered) }
      guard found == fingerprint else { return nil }
      var index = JournalIndex(of: journal, shape)
      index.covered = covered
      try index.read(&reader, segmentsEnd: offset)
      index.store = store
      return index
    } catch {
      return nil
    }
  }

  /// Treats a file that can't be read as a damaged one.
  private static func reading<Result>(
    _ body: () throws(FileFailure) -> Result
  ) throws(ByteReader.Damaged) -> Result {
    do throws(FileFailure) { return try body() } catch { throw ByteReader.Damaged() }
  }

  /// Returns a hash of the two ends of the covered part of a journal, which distinguishes it from other journals.
  private static func fingerprint(of journal: Journal, covered: Int) throws(FileFailure) -> UInt64 {
    let part = min(4096, covered)
    return hash(
      try journal.bytes(at: 0, count: part) + journal.bytes(at: covered - part, count: part))
  }

  /// Returns an FNV-1a hash over eight bytes at a time. It detects accidents, not malice.
  ///
  /// A dataset's `Fingerprint` folds by 32 bits instead of 29 and counts the bytes. Both hashes are stored in files, so
  /// they can't be unified.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var start = 0
    while start < bytes.count {
      var word: UInt64 = 0
      for offset in 0..<min(8, bytes.count - start) { word |= UInt64(bytes[start + offset]) << UInt64(8 * offset) }
      hash = (hash ^ word) &* 0x100_0000_01B3
      hash ^= hash >> 29
      start += 8
    }
    return hash
  }
}
