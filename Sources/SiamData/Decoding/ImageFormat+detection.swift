extension ImageFormat {
  /// The number of first bytes that detection needs.
  static let detectedBytes = 512

  /// The format of a file with these first bytes, or nil if it is unknown.
  init?(of file: [UInt8]) {
    let start = file.prefix(Self.detectedBytes)
    func has(_ text: String, at offset: Int = 0) -> Bool { start.dropFirst(offset).starts(with: text.utf8) }
    func begins(_ bytes: [UInt8]) -> Bool { start.starts(with: bytes) }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins([0xFF, 0xD8]) {
      self = .jpeg
    } else if has("RIFF"), has("WEBP", at: 8) {
      self = .webP
    } else if has("GIF87a") || has("GIF89a") {
      self = .gif
    } else if has("BM"), Self.isBMP(start) {
      self = .bmp
    } else if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A]) || begins([0x49, 0x49, 0x2B, 0])
      || begins([0x4D, 0x4D, 0, 0x2B])
    {
      self = .tiff
    } else if has("P"), Self.isPNM(start) {
      self = .pnm
    } else if has("ftyp", at: 4), let format = Self.ofBrands(start) {
      self = format
    } else if let format = Self.others.first(where: { begins($0.start) })?.format {
      self = format
    } else if has("<svg") || (has("<?xml") && String(decoding: start, as: UTF8.self).contains("<svg")) {
      self = .svg
    } else {
      return nil
    }
  }

  /// The first bytes of formats that siam doesn't read.
  private static let others: [(start: [UInt8], format: ImageFormat)] = [
    ([0xFF, 0x0A], .jpegXL), ([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20], .jpegXL),
    ([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20], .jpeg2000), ([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000),
    (Array("8BPS".utf8), .photoshop), ([0, 0, 1, 0], .icon), ([0x76, 0x2F, 0x31, 0x01], .openEXR),
    (Array("#?RADIANCE".utf8), .radiance), (Array("P7\n".utf8), .pam), (Array("PF\n".utf8), .pam),
    (Array("Pf\n".utf8), .pam), (Array("FUJIFILMCCD-RAW".utf8), .cameraRaw), (Array("IIRO".utf8), .cameraRaw),
    (Array("IIU\0".utf8), .cameraRaw),
  ]

  /// Whether a file that begins with "BM" has the header of a bitmap: a text may begin so, too.
  private static func isBMP(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= 18 else { return false }
    let size = start[14...17].reversed().reduce(0) { $0 << 8 | Int($1) }
    return BMPHeader.sizes.contains(size)
  }

  /// Whether a file has the header of a PNM: its number, and the width, which may follow comments.
  private static func isPNM(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= 4, 0x31...0x36 ~= start[1] else { return false }
    var rest = start.dropFirst(2)
    guard let separator = rest.first, isPNMSpace(separator) || separator == 0x23 else { return false }
    while let byte = rest.first {
      if byte == 0x23 {
        rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
        // A comment longer than the start.
        if rest.isEmpty { return true }
      } else if isPNMSpace(byte) {
        rest.removeFirst()
      } else {
        return 0x30...0x39 ~= byte && Self.isNumber(rest)
      }
    }
    return false
  }

  /// Whether digits come first, followed by white space, or a comment, or the end.
  private static func isNumber(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let next = rest.first(where: { !(0x30...0x39 ~= $0) }) else { return true }
    return isPNMSpace(next) || next == 0x23
  }

  /// The format of a file of the ISO base media format by its brands: videos have others.
  private static func ofBrands(_ start: ArraySlice<UInt8>) -> ImageFormat? {
    let size = start.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let brands = stride(from: 8, to: min(max(size, 12), start.count) - 3, by: 4).filter { $0 != 12 }
      .map { String(decoding: start[$0..<$0 + 4], as: UTF8.self) }
    if brands.contains(where: { ["avif", "avis"].contains($0) }) { return .avif }
    if brands.first == "crx " { return .cameraRaw }
    let heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
    return brands.contains(where: heic.contains) ? .heic : nil
  }
}
