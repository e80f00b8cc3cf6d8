import Foundation
import SiamFiles

/// Stores decoded pixels in a file beside a log of its contents, so that an interrupted build can be resumed.
///
/// The log has a line for the key, then one for each chunk, written after the chunk's pixels. The first line that is
/// incomplete, or whose pixels don't match it, ends what can be resumed.
struct FileSpool: PixelSpool {
  private let log: OpenFile
  private let pixels: OpenFile
  /// The path that `store` writes to.
  private let target: String
  private let files: any FileSystem
  /// The chunks of an earlier attempt that have not been returned yet.
  private var entries: ArraySlice<SpoolEntry> = []
  /// The length of the log and the number of pixel bytes up to the last chunk returned or appended.
  private var (logLength, pixelCount) = (0, 0)
  /// Whether the files may hold more than that.
  private var mayHoldMore = false

  /// Resumes from the files if they have the same key, and empties them otherwise.
  ///
  /// - Throws: `FileFailure` when the files can't be read or written, `CancellationError` when the task is cancelled.
  init(
    log: OpenFile, pixels: OpenFile, target: String, key: CacheKey, files: any FileSystem
  ) throws {
    (self.log, self.pixels, self.target, self.files) = (log, pixels, target, files)
    let header = try Self.line(key)
    let lines = try files.read(log, at: 0, count: try files.length(of: log)).split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).dropLast()
    guard let first = lines.first, first.elementsEqual(header.dropLast()) else {
      try files.truncate(log, to: 0)
      try files.truncate(pixels, to: 0)
      try files.writeAll(header, to: log)
      logLength = header.count
      return
    }
    logLength = header.count
    entries = try Self.entries(lines.dropFirst(), pixels, files)[...]
    mayHoldMore = true
  }

  mutating func stored(files count: Int) -> [DecodedChunk.Outcome]? {
    guard let entry = entries.first, entry.outcomes.utf8.count == count else {
      entries = []
      return nil
    }
    entries.removeFirst()
    logLength += entry.length
    pixelCount += entry.byteCount
    return entry.decoded
  }

  mutating func append(_ chunk: DecodedChunk) throws {
    if mayHoldMore {
      try files.truncate(log, to: logLength)
      try files.truncate(pixels, to: pixelCount)
      mayHoldMore = false
    }
    try files.writeAll(chunk.pixels, to: pixels)
    pixelCount += chunk.pixels.count
    let line = try Self.line(SpoolEntry(chunk))
    try files.writeAll(line, to: log)
    logLength += line.count
  }

  func store(inOrder order: [Int32], size: Int, inverted: Bool) throws -> PixelStore {
    let source = try MappedFile(pixels, count: pixelCount, files: files)
    let file = try files.open(target, .new)
    let maxCount = max(1, (4 << 20) / size)
    var start = 0
    while start < order.count {
      try Task.checkCancellation()
      let part = order[start..<min(start + maxCount, order.count)]
      let block = [UInt8](unsafeUninitializedCapacity: part.count * size) { buffer, count in
        gather(part, size: size, inverted: inverted, from: source.bytes, into: buffer)
        count = part.count * size
      }
      try files.writeAll(block, to: file)
      start += part.count
      source.releaseMemory()
    }
    return PixelStore(try MappedFile(file, count: order.count * size, files: files))
  }

  /// Reads the entries of the log up to the first that is incomplete or doesn't match the pixels.
  private static func entries(
    _ lines: some Sequence<ArraySlice<UInt8>>, _ pixels: OpenFile, _ files: any FileSystem
  ) throws -> [SpoolEntry] {
    var (entries, offset): ([SpoolEntry], Int) = ([], 0)
    let length = try files.length(of: pixels)
    for line in lines {
      try Task.checkCancellation()
      // An incomplete line can't be decoded.
      guard var entry = try? JSONDecoder().decode(SpoolEntry.self, from: Data(line)), entry.byteCount >= 0,
        entry.byteCount <= length - offset, entry.hasFacts,
        Fingerprint.of(try files.read(pixels, at: offset, count: entry.byteCount)).text == entry.fingerprint
      else { break }
      entry.length = line.count + 1
      entries.append(entry)
      offset += entry.byteCount
    }
    return entries
  }

  private static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [0x0A]
  }
}
