import TestPictures

/// Writes zip archives without compression.
struct ZipFile {
  var entries: [(name: [UInt8], contents: [UInt8])] = []
  /// Whether names are said to be UTF-8.
  var isUTF8 = false

  mutating func add(_ name: String, _ contents: [UInt8]) { entries.append((Array(name.utf8), contents)) }

  /// The file.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let size = entry.contents.count
      let shared =
        little(20, 2) + little(isUTF8 ? 0x800 : 0, 2) + little(0, 2) + little(0, 4)
        + little(Int(crc32(entry.contents)), 4) + little(size, 4) + little(size, 4) + little(entry.name.count, 2)
        + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(0x0314, 2) + shared + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0o100644 << 16, 4) + little(bytes.count, 4) + entry.name
      bytes += [0x50, 0x4B, 3, 4] + shared + entry.name + entry.contents
    }
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8((value >> (8 * $0)) & 255) }
  }
}
