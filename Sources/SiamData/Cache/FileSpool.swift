import Foundation
internal import SiamFiles

/// A spool in a file, beside a log of what is in it: whoever comes after an interruption goes on from there.
///
/// The log is a line for the key, then one a chunk, written when the chunk's pixels are. A line that is cut short, or
/// whose pixels are not as it says, ends what is kept.
struct FileSpool: PixelSpool {
  private let log: OpenFile
  private let pixels: OpenFile
  /// Where `store` writes.
  private let target: String
  private let files: any FileLayer
  /// Chunks of an earlier attempt that have not been asked for.
  private var kept: ArraySlice<Entry> = []
  /// Bytes of the files up to the last chunk that was asked for or taken.
  private var (logLength, pixelCount) = (0, 0)
  /// Whether the files may hold more than that.
  private var hasRest = false

  /// A line of the log.
  private struct Entry: Codable {
    /// A letter a file: b for a picture with a bright border, d for one with a dark one, x for none.
    var outcomes: String
    /// Why, for each x.
    var reasons: [String]
    /// Bytes of pixels and their fingerprint.
    var byteCount: Int
    var fingerprint: String
    /// Bytes of the line.
    var length = 0

    private enum CodingKeys: CodingKey { case outcomes, reasons, byteCount, fingerprint }
  }

  init(
    log: OpenFile, pixels: OpenFile, target: String, key: CacheKey, files: any FileLayer
  ) throws(FileFailure) {
    (self.log, self.pixels, self.target, self.files) = (log, pixels, target, files)
    let header = Self.line(key)
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
    kept = try Self.entries(lines.dropFirst(), pixels, files)[...]
    hasRest = true
  }

  mutating func kept(files count: Int) -> [DecodedChunk.Outcome]? {
    guard let entry = kept.first, entry.outcomes.utf8.count == count else {
      kept = []
      return nil
    }
    kept.removeFirst()
    logLength += entry.length
    pixelCount += entry.byteCount
    var reasons = entry.reasons[...]
    return entry.outcomes.map { letter in
      letter == "x" ? .failed(reason: reasons.popFirst() ?? "") : .picture(isBright: letter == "b")
    }
  }

  mutating func append(_ chunk: DecodedChunk) throws(FileFailure) {
    if hasRest {
      try files.truncate(log, to: logLength)
      try files.truncate(pixels, to: pixelCount)
      hasRest = false
    }
    try files.writeAll(chunk.pixels, to: pixels)
    pixelCount += chunk.pixels.count
    var (outcomes, reasons) = ("", [String]())
    for outcome in chunk.outcomes {
      switch outcome {
      case .picture(let isBright): outcomes += isBright ? "b" : "d"
      case .failed(let reason):
        outcomes += "x"
        reasons.append(reason)
      }
    }
    let line = Self.line(
      Entry(
        outcomes: outcomes, reasons: reasons, byteCount: chunk.pixels.count,
        fingerprint: Fingerprint.of(chunk.pixels).text))
    try files.writeAll(line, to: log)
    logLength += line.count
  }

  func store(inOrder order: [Int32], size: Int, inverted: Bool) throws(FileFailure) -> PixelStore {
    let source = try MappedFile(pixels, count: pixelCount, files: files)
    let file = try files.open(target, .new)
    let most = max(1, (4 << 20) / size)
    var start = 0
    while start < order.count {
      let part = order[start..<min(start + most, order.count)]
      let block = [UInt8](unsafeUninitializedCapacity: part.count * size) { buffer, count in
        gather(part, size: size, inverted: inverted, from: source.bytes, into: buffer)
        count = part.count * size
      }
      try files.writeAll(block, to: file)
      start += part.count
    }
    return PixelStore(try MappedFile(file, count: order.count * size, files: files))
  }

  /// What the lines tell, as far as the pixels are as they say.
  private static func entries(
    _ lines: some Sequence<ArraySlice<UInt8>>, _ pixels: OpenFile, _ files: any FileLayer
  ) throws(FileFailure) -> [Entry] {
    var (entries, offset): ([Entry], Int) = ([], 0)
    let length = try files.length(of: pixels)
    for line in lines {
      guard var entry = try? JSONDecoder().decode(Entry.self, from: Data(line)), entry.byteCount >= 0,
        entry.byteCount <= length - offset,
        Fingerprint.of(try files.read(pixels, at: offset, count: entry.byteCount)).text == entry.fingerprint
      else { break }
      entry.length = line.count + 1
      entries.append(entry)
      offset += entry.byteCount
    }
    return entries
  }

  private static func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array((try? encoder.encode(value)) ?? Data()) + [0x0A]
  }
}
