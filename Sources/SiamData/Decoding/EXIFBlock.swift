/// Finds the EXIF block of an image file: "Exif", two zero bytes and a TIFF header.
///
/// Lengths in the file are followed only as far as the file goes; a malformed file has no block.
enum EXIFBlock {
  private static let start: [UInt8] = Array("Exif\0\0".utf8)

  /// Returns the block of the first APP1 segment that holds one, before the first scan.
  static func inJPEG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    // After the start-of-image marker.
    var offset = 2
    while offset + 4 <= file.count {
      let marker = file[offset + 1]
      // A marker may be preceded by stray bytes and any number of fill bytes.
      if file[offset] != 0xFF || marker == 0xFF || marker == 0 {
        offset += 1
        continue
      }
      let startOfScan: UInt8 = 0xDA
      let endOfImage: UInt8 = 0xD9
      if marker == startOfScan || marker == endOfImage { return nil }
      // The length includes its own two bytes.
      let length = Int(file[offset + 2]) << 8 | Int(file[offset + 3])
      guard length >= 2, length <= file.count - offset - 2 else { return nil }
      let contents = file[offset + 4..<offset + 2 + length]
      let app1: UInt8 = 0xE1
      if marker == app1, contents.starts(with: start) { return contents }
      offset += 2 + length
    }
    return nil
  }

  /// Returns the contents of the first `eXIf` chunk as a block. The checksum is not verified.
  static func inPNG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    // After the signature. A chunk is its length, its name, its contents and a checksum.
    var offset = 8
    while offset + 12 <= file.count {
      let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - offset - 12 else { return nil }
      if file[offset + 4..<offset + 8].elementsEqual("eXIf".utf8) {
        return (start + file[offset + 8..<offset + 8 + length])[...]
      }
      offset += 12 + length
    }
    return nil
  }

  /// Returns the contents of the first `EXIF` chunk as a block; with or without the start.
  static func inWebP(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    guard let chunk = WebPChunks(file).first(where: { $0.name == "EXIF" }) else { return nil }
    let contents = file[chunk.contents]
    return contents.starts(with: start) ? contents : (start + contents)[...]
  }
}
