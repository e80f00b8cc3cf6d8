import Foundation
import SiamMessages
import Testing

@testable import SiamData

/// A picture of Fixtures/make_pictures.py, and what it must decode to.
struct RecordedPicture: CustomTestStringConvertible {
  /// Of its file.
  let name: String

  var testDescription: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/pictures").standardized

  /// Every picture of a format, by name.
  static func all(_ ending: String) -> [RecordedPicture] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix("." + ending) }.sorted().map(RecordedPicture.init)
  }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: Self.folder.appending(path: name))) }

  /// What others make of it: Pillow of a PNG, `djpeg` of a JPEG.
  func decoded(_ channels: Channels) throws -> DecodedPicture {
    let stem = name.prefix { $0 != "." }
    return try Self.netpbm("\(stem).\(channels == .grey ? "pgm" : "ppm")")
  }

  /// A PGM or PPM file of 8 bits, as Pillow and `djpeg` write them.
  static func netpbm(_ name: String) throws -> DecodedPicture {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    let header = bytes.prefix(32).split(maxSplits: 4, whereSeparator: { $0 == 0x20 || $0 == 0x0A })
      .prefix(4).map { String(decoding: $0, as: UTF8.self) }
    try #require(header.count == 4 && header[3] == "255", "\(name) is no 8-bit PGM or PPM")
    let channels: Channels = header[0] == "P5" ? .grey : .rgb
    let (width, height) = (try #require(Int(header[1])), try #require(Int(header[2])))
    let pixels = Array(bytes.suffix(width * height * channels.count))
    return DecodedPicture(width: width, height: height, channels: channels, pixels: pixels)
  }
}
