import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// What is no picture, or too much of one.
struct PictureDecoderTests {
  @Test func `other formats are refused by name`() {
    let files: [(start: [UInt8], reason: String)] = [
      (Array("GIF89a".utf8), "a GIF; make it a PNG or JPEG"),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), "a WebP; make it a PNG or JPEG"),
      (Array("BM\u{1}\u{2}\u{3}\u{4}\0\0\0\0".utf8), "a BMP; make it a PNG or JPEG"),
      (Array("II*\0".utf8), "a TIFF; make it a PNG or JPEG"), (Array("MM\0*".utf8), "a TIFF; make it a PNG or JPEG"),
      (Array("\0\0\0\u{18}ftypheic".utf8), "a HEIC; make it a PNG or JPEG"),
      (Array("\0\0\0\u{18}ftypavif".utf8), "an AVIF; make it a PNG or JPEG"),
      (Array("hello".utf8), "not a PNG or JPEG picture"), (Array("BMW".utf8), "not a PNG or JPEG picture"),
      ([0x89, 0x50, 0x4E, 0x47], "not a PNG or JPEG picture"), ([0xFF], "not a PNG or JPEG picture"), ([], "empty"),
    ]
    for (start, reason) in files { #expect(refusal(start) == reason) }
  }

  @Test func `names tell pictures from other files, whatever their case`() {
    for name in ["a.png", "B.PNG", "c.jpg", "d.JPEG", "e.jpe", "f.jfif", "png.jpg"] {
      #expect(reasonToSkip(name) == nil, "\(name)")
    }
    for (name, reason) in [
      ("a.GIF", "a GIF; make it a PNG or JPEG"), ("b.tif", "a TIFF; make it a PNG or JPEG"),
      ("c.avif", "an AVIF; make it a PNG or JPEG"), ("notes.txt", "not a PNG or JPEG picture"),
      ("png", "not a PNG or JPEG picture"), ("", "not a PNG or JPEG picture"),
    ] {
      #expect(reasonToSkip(name) == reason, "\(name)")
    }
  }

  @Test func `a name's ending is not what decides how a file is decoded`() throws {
    let scratch = try ScratchFolder()
    let photo = try #require(RecordedPicture.all("jpg").first { $0.name == "444.jpg" })
    let path = try scratch.write("photo.png", try photo.bytes())
    let whole = try photo.decoded(.grey)
    let read = try PictureFile.read(path: path, side: 9)
    #expect(read.fileWidth == whole.width && read.fileHeight == whole.height)
  }

  @Test func `what is wrong with a JPEG is said`() throws {
    let file = try #require(RecordedPicture.all("jpg").first { $0.name == "420.jpg" }).bytes()
    #expect(refusal(Array(file.prefix(file.count - 2))) == "damaged JPEG (Premature end of JPEG file)")
    #expect(refusal(Array(file.prefix(2)))?.hasPrefix("damaged JPEG (") == true)
    // The end of the image right behind its start.
    #expect(refusal([0xFF, 0xD8, 0xFF, 0xD9])?.hasPrefix("damaged JPEG (") == true)
  }

  @Test func `a JPEG that claims more pixels than siam reads is refused before it is decoded`() throws {
    let size: [UInt8] = [0xFF, 0xDC]
    for name in ["420.jpg", "progressive-420.jpg", "cmyk.jpg"] {
      var file = try #require(RecordedPicture.all("jpg").first { $0.name == name }).bytes()
      let frame = try #require(file.indices.dropLast().first { file[$0] == 0xFF && 0xC0...0xC2 ~= file[$0 + 1] })
      file.replaceSubrange(frame + 5..<frame + 9, with: size + size)
      #expect(refusal(file) == "65500×65500 pixels are more than siam reads", "\(name)")
    }
  }

  @Test func `a JPEG of too many scans is refused`() throws {
    let file = try #require(RecordedPicture.all("jpg").first { $0.name == "progressive-grey.jpg" }).bytes()
    let scan = try #require(file.lastScan)
    let many = file[..<scan.upperBound] + Array(repeating: file[scan], count: 600).joined() + file[scan.upperBound...]
    #expect(refusal(Array(many))?.hasPrefix("damaged JPEG (") == true)
  }
}

/// Why a file is no picture, or nil where it is one.
private func refusal(_ file: [UInt8]) -> String? {
  do throws(PictureError) {
    _ = try PictureDecoder.decode(file, channels: .rgb)
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
