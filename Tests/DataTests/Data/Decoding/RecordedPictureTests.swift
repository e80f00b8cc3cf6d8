import SiamMessages
import TestSupport
import Testing

@testable import SiamData

/// Pixels, bit for bit as Pillow and `djpeg` decode them.
struct RecordedPictureTests {
  @Test func `there is a picture of each kind`() {
    #expect(RecordedPicture.all("png").count == 23)
    #expect(RecordedPicture.all("jpg").count == 16)
  }

  // Where Pillow does otherwise by design, what is recorded is the definition, computed by make_pictures.py: paper
  // behind what is transparent (Pillow drops the alpha), and 16 bits rounded to 8 (Pillow clips or cuts them).
  @Test(arguments: RecordedPicture.all("png"))
  func `a PNG's pixels equal Pillow's`(_ picture: RecordedPicture) throws {
    let file = try picture.bytes()
    #expect(try PictureDecoder.decode(file, channels: .rgb) == picture.decoded(.rgb))
    #expect(try PictureDecoder.decode(file, channels: .grey) == picture.decoded(.grey))
  }

  @Test(arguments: RecordedPicture.all("jpg"))
  func `a JPEG's pixels equal djpeg's`(_ picture: RecordedPicture) throws {
    let file = try picture.bytes()
    #expect(try PictureDecoder.decode(file, channels: .rgb) == picture.decoded(.rgb))
    #expect(try PictureDecoder.decode(file, channels: .grey) == picture.decoded(.grey))
  }

  @Test(arguments: RecordedPicture.all("png") + RecordedPicture.all("jpg"))
  func `a picture cut at any byte is refused, or whole without its last bytes`(_ picture: RecordedPicture) throws {
    let file = try picture.bytes()
    let whole = try picture.decoded(.rgb)
    for count in file.indices {
      guard let cut = try? PictureDecoder.decode(Array(file.prefix(count)), channels: .rgb) else { continue }
      // All that may be missing is a PNG's last chunk and the checksum before it.
      #expect(file.count - count <= 16 && cut == whole, "\(count) of \(file.count) bytes")
    }
  }

  @Test(arguments: RecordedPicture.all("png") + RecordedPicture.all("jpg"))
  func `a picture with any byte changed decodes or is refused, and never traps`(_ picture: RecordedPicture) throws {
    let file = try picture.bytes()
    for index in file.indices {
      var damaged = file
      damaged[index] ^= UInt8(truncatingIfNeeded: index &* 37 | 1)
      // Sizes may become large, and decoding them is no part of what is tested.
      let isSize = file.starts(with: [0x89]) ? (16..<24).contains(index) : isInFrameHeader(index, of: file)
      if isSize { continue }
      _ = try? PictureDecoder.decode(damaged, channels: .rgb)
    }
  }
}

/// Whether a byte is a JPEG's size.
private func isInFrameHeader(_ index: Int, of file: [UInt8]) -> Bool {
  (max(0, index - 8)...index).contains { place in
    place + 1 < file.count && file[place] == 0xFF && (0xC0...0xC2).contains(file[place + 1])
      && (place + 5..<place + 9).contains(index)
  }
}
