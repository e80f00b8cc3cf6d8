/// Writes tar archives (ustar), optionally with false claims.
struct TarFile {
  private(set) var bytes: [UInt8] = []

  /// Adds an entry; `type` is the format's letter, `0` for a file, `2` for a symbolic link.
  mutating func add(
    _ name: [UInt8], _ contents: [UInt8] = [], type: Character = "0", link: String = "", claimedSize: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at offset: Int) { header.replaceSubrange(offset..<offset + text.count, with: text) }
    put(Array(name.prefix(100)), at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(octal(claimedSize ?? contents.count, digits: 11), at: 124)
    put(octal(0, digits: 11), at: 136)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    put(Array(String(type).utf8), at: 156)
    put(Array(link.utf8), at: 157)
    put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + [0, 0x20], at: 148)
    bytes += header + contents + [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }

  mutating func add(_ name: String, _ contents: [UInt8]) { add(Array(name.utf8), contents) }

  /// The whole file with its end mark.
  var closed: [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

  private func octal(_ value: Int, digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
  }
}
