import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Files that are not images or are too large.
struct ImageDecoderTests {
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
    #expect(rejection(Array(file.prefix(file.count - 4))) == "damaged JPEG (Premature end of JPEG file)")
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
      #expect(rejection(file) == "65500×65500 pixels; make it smaller: the maximum is 67108864", "\(name)")
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
func rejection(_ file: [UInt8]) -> String? {
  do throws(ImageError) {
    _ = try ImageDecoder.decode(file, channels: .rgb)
    return nil
  } catch {
    return error.reason
  }
}

extension [UInt8] {
  /// The last scan of a JPEG file, header and all, without the tables before it.
  fileprivate var lastScan: Range<Int>? {
    indices.dropLast().last { self[$0] == 0xFF && self[$0 + 1] == 0xDA }.map { $0..<count - 2 }
  }
}
