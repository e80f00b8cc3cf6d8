import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Files that are not images or are too large.
struct ImageDecoderTests {
  @Test func `other formats are rejected by name`() {
    let files: [(start: [UInt8], reason: String)] = [
      (Array("GIF89a".utf8), "a GIF file; convert it to PNG or JPEG"),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), "a WebP file; convert it to PNG or JPEG"),
      (Array("BM\u{1}\u{2}\u{3}\u{4}\0\0\0\0".utf8), "a BMP file; convert it to PNG or JPEG"),
      (Array("II*\0".utf8), "a TIFF file; convert it to PNG or JPEG"),
      (Array("MM\0*".utf8), "a TIFF file; convert it to PNG or JPEG"),
      (Array("\0\0\0\u{18}ftypheic".utf8), "a HEIC file; convert it to PNG or JPEG"),
      (Array("\0\0\0\u{18}ftypavif".utf8), "an AVIF file; convert it to PNG or JPEG"),
      (Array("hello".utf8), "not a PNG or JPEG image"), (Array("BMW".utf8), "not a PNG or JPEG image"),
      ([0x89, 0x50, 0x4E, 0x47], "not a PNG or JPEG image"), ([0xFF], "not a PNG or JPEG image"), ([], "empty"),
    ]
    for (start, reason) in files { #expect(rejection(start) == reason) }
  }

  @Test func `image files are recognised by their extension in any case`() {
    for name in ["a.png", "B.PNG", "c.jpg", "d.JPEG", "e.jpe", "f.jfif", "png.jpg"] {
      #expect(reasonToSkip(name) == nil, "\(name)")
    }
    for (name, reason) in [
      ("a.GIF", "a GIF file; convert it to PNG or JPEG"), ("b.tif", "a TIFF file; convert it to PNG or JPEG"),
      ("c.avif", "an AVIF file; convert it to PNG or JPEG"), ("notes.txt", "not a PNG or JPEG image"),
      ("png", "not a PNG or JPEG image"), ("", "not a PNG or JPEG image"),
    ] {
      #expect(reasonToSkip(name) == reason, "\(name)")
    }
  }

  @Test func `the decoder is chosen by content, not by the file extension`() throws {
    let scratch = try ScratchFolder()
    let photo = try #require(RecordedImage.all("jpg").first { $0.name == "444.jpg" })
    let path = try scratch.write("photo.png", try photo.bytes())
    let whole = try photo.decoded(.grey)
    let read = try ImageFile.read(path: path, side: 9)
    #expect(read.fileWidth == whole.width && read.fileHeight == whole.height)
  }

  @Test func `the error says what is wrong with a JPEG`() throws {
    let file = try #require(RecordedImage.all("jpg").first { $0.name == "420.jpg" }).bytes()
    #expect(rejection(Array(file.prefix(file.count - 2))) == "damaged JPEG (Premature end of JPEG file)")
    #expect(rejection(Array(file.prefix(2)))?.hasPrefix("damaged JPEG (") == true)
    // The end-of-image marker directly after the start.
    #expect(rejection([0xFF, 0xD8, 0xFF, 0xD9])?.hasPrefix("damaged JPEG (") == true)
  }

  @Test func `a JPEG with too many pixels is rejected before it is decoded`() throws {
    let size: [UInt8] = [0xFF, 0xDC]
    for name in ["420.jpg", "progressive-420.jpg", "cmyk.jpg"] {
      var file = try #require(RecordedImage.all("jpg").first { $0.name == name }).bytes()
      let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && 0xC0...0xC2 ~= file[$0 + 1] })
      file.replaceSubrange(frame + 5..<frame + 9, with: size + size)
      #expect(rejection(file) == "65500×65500 pixels; the maximum is 67108864", "\(name)")
    }
  }

  @Test func `a JPEG with too many scans is rejected`() throws {
    let file = try #require(RecordedImage.all("jpg").first { $0.name == "progressive-grey.jpg" }).bytes()
    let scan = try #require(file.lastScan)
    let many = file[..<scan.upperBound] + Array(repeating: file[scan], count: 600).joined() + file[scan.upperBound...]
    #expect(rejection(Array(many))?.hasPrefix("damaged JPEG (") == true)
  }
}

/// The reason why a file can't be decoded, or nil if it can.
private func rejection(_ file: [UInt8]) -> String? {
  do throws(ImageError) {
    _ = try ImageDecoder.decode(file, channels: .rgb)
    return nil
  } catch {
    return error.reason
  }
}

private func reasonToSkip(_ name: String) -> String? {
  SourceFile(path: [Array(name.utf8)], contents: .bytes([])).reasonToSkip
}

extension [UInt8] {
  /// The last scan of a JPEG file, header and all, without the tables before it.
  fileprivate var lastScan: Range<Int>? {
    indices.dropLast().last { self[$0] == 0xFF && self[$0 + 1] == 0xDA }.map { $0..<count - 2 }
  }
}
