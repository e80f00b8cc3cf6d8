import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Images taken with a rotated camera.
struct OrientationTests {
  private static let photo = RecordedImage(name: "420.jpg")

  @Test(arguments: 1...8, [true, false])
  func `a photo is turned as its EXIF says`(orientation: Int, isLittleEndian: Bool) throws {
    let exif = exifBlock(orientation, isLittleEndian: isLittleEndian)
    let file = jpeg(try Self.photo.bytes(), with: segment(0xE1, exif))
    let turned = try RecordedImage.netpbm("420-orientation-\(orientation).ppm")
    #expect(try ImageDecoder.decode(file, channels: .rgb) == turned)
    let grey = try ImageDecoder.decode(file, channels: .grey)
    #expect(grey == (try Self.photo.decoded(.grey).turned(try #require(Orientation(rawValue: orientation)))))
  }

  @Test(arguments: 1...8)
  func `a PNG is turned as its EXIF says`(orientation: Int) throws {
    let file = PNGFile.grey(3, 2) { x, y in y * 3 + x }
    let plain = try ImageDecoder.decode(file, channels: .grey)
    let exif = exifBlock(orientation, isLittleEndian: false).dropFirst(6)
    let image = try ImageDecoder.decode(png(file, with: chunk("eXIf", Array(exif))), channels: .grey)
    #expect(image == plain.turned(try #require(Orientation(rawValue: orientation))))
    // The stored rows 0 1 2 and 3 4 5, as viewers show them.
    let shown: [[UInt8]] = [
      [0, 1, 2, 3, 4, 5], [2, 1, 0, 5, 4, 3], [5, 4, 3, 2, 1, 0], [3, 4, 5, 0, 1, 2], [0, 3, 1, 4, 2, 5],
      [3, 0, 4, 1, 5, 2], [5, 2, 4, 1, 3, 0], [2, 5, 1, 4, 0, 3],
    ]
    #expect(image.pixels == shown[orientation - 1])
    #expect(image.width == (orientation > 4 ? 2 : 3) && image.height == (orientation > 4 ? 3 : 2))
  }

  @Test func `an image of one column is turned too`() throws {
    let column = DecodedImage(width: 1, height: 3, pixels: [1, 2, 3])
    #expect(column.turned(.mirrored) == column)
    #expect(column.turned(.upsideDown).pixels == [3, 2, 1])
    #expect(column.turned(.onItsLeftSide) == DecodedImage(width: 3, height: 1, pixels: [3, 2, 1]))
  }

  @Test func `EXIF is found after other segments and fill bytes`() throws {
    let other = segment(0xE0, [1, 2, 3]) + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8)) + [0xFF, 0xFF]
    let file = jpeg(try Self.photo.bytes(), with: other + segment(0xE1, exifBlock(6, isLittleEndian: true)))
    let turned = try RecordedImage.netpbm("420-orientation-6.ppm")
    #expect(try ImageDecoder.decode(file, channels: .rgb) == turned)
  }

  @Test func `invalid EXIF leaves an image unchanged`() throws {
    let whole = exifBlock(6, isLittleEndian: true)
    let upright = try Self.photo.decoded(.rgb)
    var blocks = whole.indices.dropFirst(6).prefix(12).map { Array(whole.prefix($0)) }
    blocks.append(contentsOf: [0, 9, 255].map { exifBlock($0, isLittleEndian: true) })
    blocks.append(Array("Exif\0\0".utf8) + [UInt8](repeating: 0xFF, count: 40))
    for block in blocks {
      let file = jpeg(try Self.photo.bytes(), with: segment(0xE1, block))
      #expect(try ImageDecoder.decode(file, channels: .rgb) == upright, "\(block)")
    }
  }

  @Test func `an EXIF block with any byte changed never traps`() throws {
    let whole = exifBlock(6, isLittleEndian: false)
    for index in whole.indices {
      for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
        var block = whole
        block[index] = value
        _ = Orientation(exif: block[...])
      }
    }
  }

  @Test func `lengths beyond the end of the file are not followed`() throws {
    let block = exifBlock(6, isLittleEndian: true)
    let start: [UInt8] = [0xFF, 0xD8]
    let file = start + segment(0xE1, block)
    #expect(EXIFBlock.inJPEG(file).map(Array.init) == block)
    for count in file.indices { #expect(EXIFBlock.inJPEG(Array(file.prefix(count))) == nil) }
    for length in [[0, 0], [0, 1], [0xFF, 0xFF]] as [[UInt8]] {
      #expect(EXIFBlock.inJPEG(start + [0xFF, 0xE1] + length + block) == nil, "\(length)")
    }
    #expect(EXIFBlock.inJPEG(start + [UInt8](repeating: 0xFF, count: 100)) == nil)
    // After the start of a scan, what looks like a segment is pixels.
    #expect(EXIFBlock.inJPEG(start + segment(0xDA, []) + segment(0xE1, block)) == nil)

    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let chunks = signature + chunk("gAMA", [0, 0, 0, 1]) + chunk("eXIf", Array(block.dropFirst(6)))
    #expect(EXIFBlock.inPNG(chunks).map(Array.init) == block)
    for count in chunks.indices { #expect(EXIFBlock.inPNG(Array(chunks.prefix(count))) == nil) }
    for length in [[0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0]] as [[UInt8]] {
      #expect(EXIFBlock.inPNG(signature + length + Array("eXIf".utf8) + block) == nil, "\(length)")
    }
  }
}

/// An EXIF block with one entry: the orientation.
private func exifBlock(_ orientation: Int, isLittleEndian: Bool) -> [UInt8] {
  func number(_ value: Int, _ count: Int) -> [UInt8] {
    let bytes = (0..<count).map { UInt8(value >> (8 * $0) & 255) }
    return isLittleEndian ? bytes : bytes.reversed()
  }
  let header = Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
  // Tag 0x0112, one 16-bit value, and no further directory.
  let entry = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0]
  return Array("Exif\0\0".utf8) + header + number(1, 2) + entry + number(0, 4)
}

/// A JPEG with bytes inserted after the start-of-image marker.
private func jpeg(_ file: [UInt8], with segments: [UInt8]) -> [UInt8] { file[..<2] + segments + file[2...] }

private func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
  [0xFF, marker, UInt8((contents.count + 2) >> 8), UInt8((contents.count + 2) & 255)] + contents
}

/// A PNG with a chunk inserted after its header.
private func png(_ file: [UInt8], with chunk: [UInt8]) -> [UInt8] { file[..<33] + chunk + file[33...] }
