import TestSupport

/// Writes zip archives without compression, optionally with false claims.
struct ZipFile {
  var entries: [(name: [UInt8], contents: [UInt8])] = []
  /// Whether names are marked as UTF-8.
  var isUTF8 = false
  /// The false claims about entries, by index.
  var claims: [Int: Claim] = [:]

  struct Claim {
    var size: Int
    var isDeflated = false
    var isEncrypted = false
    /// The Unix file mode.
    var mode = 0o100644
  }

  mutating func add(_ name: String, _ contents: [UInt8], claim: Claim? = nil) {
    claims[entries.count] = claim
    entries.append((Array(name.utf8), contents))
  }

  /// The bytes of the file.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (index, entry) in entries.enumerated() {
      let claim = claims[index] ?? Claim(size: entry.contents.count)
      let flags = (isUTF8 ? 0x800 : 0) | (claim.isEncrypted ? 1 : 0)
      let shared =
        little(20, 2) + little(flags, 2) + little(claim.isDeflated ? 8 : 0, 2) + little(0, 4)
        + little(Int(crc32(entry.contents)), 4) + little(entry.contents.count, 4) + little(claim.size, 4)
        + little(entry.name.count, 2) + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(0x0314, 2) + shared + little(0, 2) + little(0, 2) + little(0, 2)
        + little(claim.mode << 16, 4) + little(bytes.count, 4) + entry.name
      bytes += [0x50, 0x4B, 3, 4] + shared + entry.name + entry.contents
    }
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }
}

/// The bytes of a number, least significant first.
func little(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8((value >> (8 * $0)) & 255) }
}
