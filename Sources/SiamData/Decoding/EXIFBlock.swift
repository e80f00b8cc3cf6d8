/// Where in a picture file its EXIF is: a block that begins with "Exif", two zero bytes and a TIFF header.
///
/// Lengths in the file are followed only as far as the file goes. Where it makes no sense there is no block.
enum EXIFBlock {
  private static let start: [UInt8] = Array("Exif\0\0".utf8)

  /// The block of the first APP1 segment that holds one, before the first scan.
  static func inJPEG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    // Behind the start of the image.
    var place = 2
    while place + 4 <= file.count, file[place] == 0xFF {
      let marker = file[place + 1]
      // Before a marker there may be any number of fill bytes.
      if marker == 0xFF {
        place += 1
        continue
      }
      let startOfScan: UInt8 = 0xDA
      let endOfImage: UInt8 = 0xD9
      if marker == startOfScan || marker == endOfImage { return nil }
      // The length counts its own two bytes.
      let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
      guard length >= 2, length <= file.count - place - 2 else { return nil }
      let contents = file[place + 4..<place + 2 + length]
      let app1: UInt8 = 0xE1
      if marker == app1, contents.starts(with: start) { return contents }
      place += 2 + length
    }
    return nil
  }

  /// The contents of the first `eXIf` chunk, made a block. Its checksum is not looked at.
  static func inPNG(_ file: [UInt8]) -> ArraySlice<UInt8>? {
    // Behind the signature. A chunk is its length, its name, its contents and a checksum.
    var place = 8
    while place + 12 <= file.count {
      let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - place - 12 else { return nil }
      if file[place + 4..<place + 8].elementsEqual("eXIf".utf8) {
        return (start + file[place + 8..<place + 8 + length])[...]
      }
      place += 12 + length
    }
    return nil
  }
}
