import Foundation
import SiamFiles
import SiamMessages
import SiamTraining

/// `events.index`: a header, the segments, then a trailer with all else, and an end that says where the trailer is.
///
///     header   "siamidx1", version, curves, group level, segment level
///     segments rows and buckets, as `IndexSegment` has them
///     trailer  journal: bytes covered and a hash of its two ends; segments; tail; state; remarks; evaluations; context
///     end      trailer's place, length and hash, "siamidx1"
///
/// All numbers are 64 bits, little-endian, but for the samples of rows, which are 32-bit floats.
enum IndexFile {
  private static let magic: UInt64 = 0x3178_6469_6D61_6973
  static let headerBytes = 40
  private static let endBytes = 32
  /// A trailer is never larger.
  private static let largestTrailer = 1 << 30

  static func header(_ shape: IndexShape) -> [UInt8] {
    var writer = ByteWriter()
    writer.put(magic)
    for value in [IndexShape.version, IndexShape.rowBytes, shape.groupLevel, shape.segmentLevel] { writer.put(value) }
    return writer.bytes
  }

  /// The trailer and the end of an index whose segments are in its store.
  static func end(_ index: JournalIndex, at place: Int) throws -> [UInt8] {
    var writer = ByteWriter()
    writer.put(index.covered)
    writer.put(try fingerprint(of: index.journal, covered: index.covered))
    writer.put(index.segments.count)
    for segment in index.segments {
      for value in [segment.place, segment.first, segment.last] { writer.put(value) }
      writer.put(segment.state)
      for bucket in segment.buckets { writer.put(bucket) }
    }
    writer.put(index.tail.count)
    for row in index.tail { writer.put(row) }
    writer.put(index.tailState)
    writer.put(index.state)
    writer.put(index.remarks.count)
    for remark in index.remarks {
      for value in [remark.offset, remark.step ?? -1, remark.row, remark.kind.rawValue] { writer.put(value) }
    }
    writer.put(index.evaluations.count)
    for evaluation in index.evaluations { writer.put(evaluation) }
    let encoder = JSONEncoder()
    // Equal indexes are equal files.
    encoder.outputFormatting = [.sortedKeys]
    writer.put(Array(try encoder.encode(index.context)))
    let trailer = writer.bytes
    writer.put(place)
    writer.put(trailer.count)
    writer.put(hash(trailer))
    writer.put(magic)
    return writer.bytes
  }

  /// Reads an index; nil where it is of another version, damaged, or of another journal.
  static func read(
    _ store: IndexStore, of journal: OpenFile, length: Int, _ shape: IndexShape
  ) throws(FileFailure) -> JournalIndex? {
    guard store.length >= headerBytes + endBytes, try store.read(at: 0, count: headerBytes) == header(shape) else {
      return nil
    }
    do throws(ByteReader.Damaged) {
      let last = try failing { () throws(FileFailure) in
        try store.read(at: store.length - endBytes, count: endBytes)
      }
      var end = ByteReader(last)
      let (place, count, hash, magic) = (
        try end.integer(), try end.integer(), try end.unsigned(), try end.unsigned()
      )
      guard magic == Self.magic, place >= headerBytes, (0...largestTrailer).contains(count),
        place <= store.length - endBytes - count
      else { return nil }
      let trailer = try failing { () throws(FileFailure) in try store.read(at: place, count: count) }
      guard Self.hash(trailer) == hash else { return nil }
      var reader = ByteReader(trailer)
      let (covered, fingerprint) = (try reader.integer(), try reader.unsigned())
      guard covered >= 0, covered <= length else { return nil }
      let found = try failing { () throws(FileFailure) in try Self.fingerprint(of: journal, covered: covered) }
      guard found == fingerprint else { return nil }
      var index = JournalIndex(of: journal, shape)
      index.covered = covered
      try index.read(&reader, segmentsEnd: place)
      index.store = store
      return index
    } catch {
      return nil
    }
  }

  /// A file that can't be read is as good as a damaged one.
  private static func failing<Result>(
    _ body: () throws(FileFailure) -> Result
  ) throws(ByteReader.Damaged) -> Result {
    do throws(FileFailure) { return try body() } catch { throw ByteReader.Damaged() }
  }

  /// Of the covered journal's two ends, so that another journal is told.
  private static func fingerprint(of journal: OpenFile, covered: Int) throws(FileFailure) -> UInt64 {
    let files = SystemFiles()
    let part = min(4096, covered)
    return hash(
      try files.read(journal, at: 0, count: part) + files.read(journal, at: covered - part, count: part))
  }

  /// FNV-1a, eight bytes at a time: against accidents, not against malice.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var place = 0
    while place < bytes.count {
      var word: UInt64 = 0
      for offset in 0..<min(8, bytes.count - place) { word |= UInt64(bytes[place + offset]) << UInt64(8 * offset) }
      hash = (hash ^ word) &* 0x100_0000_01B3
      hash ^= hash >> 29
      place += 8
    }
    return hash
  }
}
