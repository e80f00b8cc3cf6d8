import SiamCore
import Testing

@testable import SiamData

/// JPEG files that are damaged where no pixel is lost are read; those with missing rows are not.
struct JPEGRepairTests {
  private static let images = RecordedImage.all("jpg")

  private func decode(_ file: [UInt8]) throws -> DecodedFile {
    try ImageDecoder.decode(file, channels: .rgb, includingColours: false)
  }

  private func checkRepaired(_ file: [UInt8], _ image: RecordedImage) throws {
    let decoded = try decode(file)
    #expect(try decoded.image == image.decoded(.rgb) && decoded.isRepaired)
  }

  @Test(arguments: images, [1, 7, 45, 1_000])
  func `stray bytes before the end marker are ignored`(_ image: RecordedImage, count: Int) throws {
    let file = try image.bytes()
    let whole = Array(file.prefix(file.count - 2))
    let stray = (0..<count).map { UInt8((7 * $0 + 3) % 251) }
    // A few are read ahead without a word.
    if count < 10 {
      #expect(try decode(whole + stray + [0xFF, 0xD9]).image == image.decoded(.rgb))
    } else {
      try checkRepaired(whole + stray + [0xFF, 0xD9], image)
    }
    // Zeros, stuffed bytes and restart markers among them.
    try checkRepaired(whole + [UInt8](repeating: 0, count: count + 20) + [0xFF, 0xD9], image)
    try checkRepaired(whole + stray + [0xFF, 0] + stray + [UInt8](repeating: 9, count: 30) + [0xFF, 0xD9], image)
  }

  @Test(arguments: images)
  func `an end marker may be missing, if all rows are there`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    let whole = Array(file.prefix(file.count - 2))
    try checkRepaired(whole, image)
    try checkRepaired(Array(file.prefix(file.count - 1)), image)
    try checkRepaired(whole + [UInt8](repeating: 0, count: 40), image)
  }

  @Test(arguments: images)
  func `stray bytes between segments are ignored, and the orientation after them is found`(
    _ image: RecordedImage
  ) throws {
    let file = try image.bytes()
    let length = Int(file[4]) << 8 | Int(file[5])
    let first = 4 + length
    let stray: [UInt8] = (0..<30).map { $0 + 1 }
    try checkRepaired(Array(file[..<first] + stray + file[first...]), image)
  }

  @Test func `stray bytes between the scans of a progressive file are ignored`() throws {
    let image = try #require(Self.images.first { $0.name == "progressive-420.jpg" })
    let file = try image.bytes()
    let scans = file.indices.dropLast().filter { file[$0] == 0xFF && [0xC4, 0xDA].contains(file[$0 + 1]) }
    // Before the tables or the header of the second scan.
    let second = try #require(scans.dropFirst().first { scan in scan > (scans.first { file[$0 + 1] == 0xDA } ?? 0) })
    try checkRepaired(Array(file[..<second] + [UInt8](repeating: 7, count: 50) + file[second...]), image)
  }

  @Test func `header fields that libjpeg warns about do not matter`() throws {
    let image = try #require(Self.images.first { $0.name == "420.jpg" })
    var file = try image.bytes()
    let jfif = try #require(file.indices.dropLast(5).first { file[$0...].starts(with: "JFIF\0".utf8) })
    file[jfif + 5] = 3
    try checkRepaired(file, image)
    file = try image.bytes()
    let scan = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    // The end of the spectrum, which is 63 in a sequential file.
    file[scan + 2 + Int(file[scan + 3]) - 2] = 0
    try checkRepaired(file, image)
  }

  @Test(arguments: images)
  func `missing rows and missing scans are damage`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
    let last = try #require(scans.last)
    for cut in [last + 20, (last + file.count) / 2, file.count - 4] where cut > last + 14 && cut < file.count - 3 {
      for ending: [UInt8] in [[], [0xFF, 0xD9]] {
        #expect(throws: ImageError.self, "\(cut) of \(file.count)") { try decode(Array(file[..<cut]) + ending) }
      }
    }
    // All scans but the last, exactly.
    if scans.count > 1 { #expect(throws: ImageError.self) { try decode(Array(file[..<last])) } }
  }

  @Test func `a file whose rows are corrupted is damage, and its first problem is reported`() throws {
    let file = try #require(Self.images.first { $0.name == "444.jpg" }).bytes()
    let scan = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    for start in stride(from: scan + 16, to: file.count - 40, by: 11) {
      let hole = Array(file[..<start] + file[(start + 25)...])
      guard let decoded = try? decode(hole) else { continue }
      // What can't be noticed without a checksum.
      #expect(!decoded.isRepaired)
    }
  }
}
