import Foundation
import SiamCore
import Testing

@testable import SiamData

/// An image made by Fixtures/make-decoding-images.py, and the pixels it must decode to.
struct RecordedImage: CustomTestStringConvertible {
  /// The name of the file.
  let name: String

  var testDescription: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/images").standardized

  /// Every image of a format, by name.
  static func all(_ ending: String) -> [RecordedImage] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix("." + ending) }.sorted().map(RecordedImage.init)
  }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: Self.folder.appending(path: name))) }

  /// The pixels decoded by Pillow (PNG) or `djpeg` (JPEG).
  func decoded(_ channels: Channels) throws -> DecodedImage {
    let stem = name.prefix { $0 != "." }
    return try Self.netpbm("\(stem).\(channels == .grey ? "pgm" : "ppm")")
  }

  /// Reads an 8-bit PGM or PPM file, as written by Pillow and `djpeg`.
  static func netpbm(_ name: String) throws -> DecodedImage {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    let header = bytes.prefix(32).split(maxSplits: 4, whereSeparator: { $0 == 0x20 || $0 == 0x0A })
      .prefix(4).map { String(decoding: $0, as: UTF8.self) }
    try #require(header.count == 4 && header[3] == "255", "\(name) is not an 8-bit PGM or PPM")
    let channels: Channels = header[0] == "P5" ? .grey : .rgb
    let (width, height) = (try #require(Int(header[1])), try #require(Int(header[2])))
    let pixels = Array(bytes.suffix(width * height * channels.count))
    return DecodedImage(width: width, height: height, channels: channels, pixels: pixels)
  }
}
