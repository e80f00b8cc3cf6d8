/// The central directory of a zip, of which libarchive hides which names are marked as UTF-8.
///
/// Source: APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 and 4.4.4, bit 11.
enum ZipDirectory {
  /// The maximum size of a directory that is read, in bytes.
  private static let maxBytes = 1 << 28

  /// Returns the names that are not marked as UTF-8 and not ASCII; none if the directory can't be read.
  static func unmarkedNames(inZip path: String) -> Set<[UInt8]> {
    let path = Array(path.utf8)
    guard let (offset, count) = location(inZip: path), count <= maxBytes,
      case .success(let bytes) = FileBytes.contents(of: path, from: offset, limit: count)
    else { return [] }
    var names: Set<[UInt8]> = []
    var entry = bytes[...]
    while entry.count >= 46, entry.starts(with: [0x50, 0x4B, 1, 2]) {
      let lengths = [28, 30, 32].map { number(entry, at: $0, bytes: 2) }
      let name = entry.dropFirst(46).prefix(lengths[0])
      if number(entry, at: 8, bytes: 2) & 0x800 == 0, name.contains(where: { $0 >= 0x80 }) { names.insert(Array(name)) }
      entry = entry.dropFirst(46 + lengths.reduce(0, +))
    }
    return names
  }

  /// The offset and the size of the directory in the file, in bytes.
  private static func location(inZip path: [UInt8]) -> (offset: Int, count: Int)? {
    guard case .success(let size) = FileBytes.size(of: path) else { return nil }
    // The record at the end, with a comment of up to 65,535 bytes.
    let start = max(0, size - 22 - 0xFFFF)
    guard case .success(let tail) = FileBytes.contents(of: path, from: start, limit: size - start), tail.count >= 22,
      let end = (0...tail.count - 22).last(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) })
    else { return nil }
    let (count, offset) = (number(tail[end...], at: 12, bytes: 4), number(tail[end...], at: 16, bytes: 4))
    guard offset == 0xFFFF_FFFF || count == 0xFFFF_FFFF else { return (offset, count) }
    // A zip64 has a pointer to its own record before that.
    guard end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7]) else { return nil }
    let large = number(tail[(end - 20)...], at: 8, bytes: 8)
    guard case .success(let record) = FileBytes.contents(of: path, from: large, limit: 56), record.count == 56,
      record.starts(with: [0x50, 0x4B, 6, 6])
    else { return nil }
    return (number(record[...], at: 48, bytes: 8), number(record[...], at: 40, bytes: 8))
  }

  /// A number of up to 8 bytes, least significant first, at an offset within bytes that hold it; never negative.
  private static func number(_ bytes: ArraySlice<UInt8>, at offset: Int, bytes count: Int) -> Int {
    Int(clamping: bytes.dropFirst(offset).prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
