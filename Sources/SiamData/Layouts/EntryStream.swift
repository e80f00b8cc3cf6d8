/// Reads a file in an archive from start to end; a gzip file in it is unpacked.
final class EntryStream: SequentialFile {
  let size: Int?

  /// The path of the archive and of the file in it, for messages.
  private let path: String
  private let layout: DataLayout
  private let reader: ArchiveReader
  /// Unpacks the file, or nil if it isn't a gzip file.
  private var inflater: Inflater?
  /// Whether the last gzip member is complete.
  private var isMemberComplete = false
  /// The bytes from the archive that are still to be used.
  private var bytes: ArraySlice<UInt8> = []
  /// The number of bytes that may still be unpacked.
  private var remainingBytes: Int

  /// The number of bytes read from the archive at a time.
  private static let chunkBytes = 1 << 16

  /// Opens an archive and finds a file in it.
  ///
  /// - Parameters:
  ///   - archive: the path of the archive.
  ///   - name: the name of the file in it, as `DataFiles` lists it.
  ///   - layout: the layout of the data, for error messages.
  /// - Throws: `DataError` when the archive or the file can't be read.
  init(archive: String, name: [UInt8], layout: DataLayout) throws(DataError) {
    path = archive + "/" + String(decoding: name, as: UTF8.self)
    self.layout = layout
    reader = try ArchiveReader(path: archive)
    let archiveBytes = try FileBytes.size(of: Array(archive.utf8)).orDataError()
    remainingBytes = UnpackLimit.maxBytes(ofFile: archiveBytes)
    var found: ArchiveReader.Entry?
    while found == nil, let step = try reader.next() {
      if case .entry(let entry) = step, entry.kind == .file, DataFiles.name(of: entry) == name { found = entry }
    }
    guard let found else { throw .damaged(path: path, layout: layout, reason: "not found in the archive") }
    guard !found.isEncrypted else {
      throw .unusableArray(path: path, reason: "encrypted", remedy: "unpack the archive and give the path of its files")
    }
    var start: ArraySlice<UInt8> = []
    while start.count < 2, case let part = try Self.part(of: reader, path, layout), !part.isEmpty { start += part }
    bytes = start
    inflater = start.starts(with: [0x1F, 0x8B]) ? Inflater() : nil
    size = inflater == nil ? found.size : nil
  }

  func read(_ count: Int) throws(DataError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(min(count, 1 << 20))
    while result.count < count {
      if bytes.isEmpty { bytes = try Self.part(of: reader, path, layout)[...] }
      if bytes.isEmpty {
        guard inflater == nil || isMemberComplete else { throw damaged("it ends early") }
        break
      }
      guard let inflater else {
        let part = bytes.prefix(count - result.count)
        result += part
        bytes = bytes.dropFirst(part.count)
        continue
      }
      try unpack(with: inflater, upTo: min(count - result.count, 1 << 20), into: &result)
    }
    return result
  }

  private func unpack(with inflater: Inflater, upTo count: Int, into result: inout [UInt8]) throws(DataError) {
    guard let part = inflater.unpack(bytes, upTo: count), part.used > 0 || !part.bytes.isEmpty else {
      throw damaged("its compressed data is damaged")
    }
    isMemberComplete = part.isEnd
    bytes = bytes.dropFirst(part.used)
    result += part.bytes
    remainingBytes -= part.bytes.count
    guard remainingBytes >= 0 else { throw .unpacksToTooMuch(path: path) }
  }

  /// Reads the next bytes of the entry; none at its end.
  private static func part(
    of reader: ArchiveReader, _ path: String, _ layout: DataLayout
  ) throws(DataError) -> [UInt8] {
    switch try reader.read(chunkBytes) {
    case .bytes(let bytes): return bytes
    case .damaged(let reason): throw .damaged(path: path, layout: layout, reason: reason)
    }
  }

  private func damaged(_ reason: String) -> DataError { .damaged(path: path, layout: layout, reason: reason) }
}
