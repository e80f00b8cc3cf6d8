import Testing

@testable import SiamData

struct PNGDecoderTests {
  @Test func `grey of every depth is decoded`() throws {
    for (depth, high) in [(1, 1), (2, 3), (4, 15), (8, 255), (16, 65_535)] {
      let file = PNGFile(width: 3, height: 2, depth: depth, pixels: [[0], [high], [0], [high], [high], [0]])
      let picture = try PNGDecoder.decode(file.bytes)
      #expect(picture == GreyPicture(width: 3, height: 2, pixels: [0, 255, 0, 255, 255, 0]), "\(depth) bits")
    }
  }

  @Test func `16-bit grey is read as sRGB, not as linear light`() throws {
    let file = PNGFile(width: 2, height: 1, depth: 16, pixels: [[0x8080], [0x2020]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [0x80, 0x20])
  }

  @Test func `colour becomes BT601 luma`() throws {
    let colors = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [10, 200, 90]]
    let luma = colors.map { UInt8((0.299 * Double($0[0]) + 0.587 * Double($0[1]) + 0.114 * Double($0[2])).rounded()) }
    let plain = PNGFile(width: 5, height: 1, color: .rgb, pixels: colors)
    #expect(try PNGDecoder.decode(plain.bytes).pixels == luma)
    let deep = PNGFile(width: 5, height: 1, depth: 16, color: .rgb, pixels: colors.map { $0.map { $0 * 257 } })
    #expect(try PNGDecoder.decode(deep.bytes).pixels == luma)
    let palette = PNGFile(
      width: 5, height: 1, depth: 4, color: .palette, palette: colors.map { $0.map { UInt8($0) } },
      pixels: (0..<5).map { [$0] })
    #expect(try PNGDecoder.decode(palette.bytes).pixels == luma)
  }

  @Test func `dark ink on nothing is on white paper`() throws {
    let file = PNGFile(width: 3, height: 1, color: .rgba, pixels: [[0, 0, 0, 255], [0, 0, 0, 0], [0, 0, 0, 51]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [0, 255, 204])
  }

  @Test func `bright ink on nothing is on black paper`() throws {
    let file = PNGFile(width: 3, height: 1, color: .greyAlpha, pixels: [[255, 255], [255, 0], [255, 51]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [255, 0, 51])
  }

  @Test func `a transparent palette colour is paper`() throws {
    let file = PNGFile(
      width: 2, height: 1, depth: 1, color: .palette, palette: [[0, 0, 0], [0, 0, 0]], transparency: [0],
      pixels: [[0], [1]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [255, 0])
  }

  @Test func `an interlaced picture is the picture`() throws {
    let pixels = (0..<11 * 9).map { [($0 * 37) % 256] }
    let plain = PNGFile(width: 11, height: 9, pixels: pixels)
    let interlaced = PNGFile(width: 11, height: 9, interlaced: true, pixels: pixels)
    #expect(try PNGDecoder.decode(plain.bytes).pixels == pixels.map { UInt8($0[0]) })
    #expect(try PNGDecoder.decode(interlaced.bytes) == PNGDecoder.decode(plain.bytes))
  }

  @Test func `a picture cut anywhere is refused or whole, and never traps`() throws {
    let file = PNGFile.grey(9, 9) { x, y in x * 20 + y }
    let whole = try PNGDecoder.decode(file)
    for count in 0..<file.count {
      if let picture = try? PNGDecoder.decode(Array(file.prefix(count))) { #expect(picture == whole) }
    }
    #expect(throws: PictureError.self) { try PNGDecoder.decode(Array(file.prefix(file.count - 60))) }
  }

  @Test func `a picture of damaged bytes never traps`() throws {
    let file = PNGFile.grey(9, 9) { x, y in x * 20 + y }
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 0x55
      _ = try? PNGDecoder.decode(damaged)
    }
  }

  @Test func `a file that is no picture says so`() {
    #expect(throws: PictureError(reason: "not a PNG picture")) { try PNGDecoder.decode(Array("hello".utf8)) }
    #expect(throws: PictureError(reason: "empty")) { try PNGDecoder.decode([]) }
  }

  @Test func `a picture that claims more pixels than siam reads is refused before it is decoded`() {
    let file = PNGFile(width: 100_000, height: 100_000, pixels: [])
    // The writer would write its lines; only the header counts here.
    let header = PNGFile(width: 1, height: 1, pixels: [[0]]).bytes
    #expect(throws: PictureError.self) { try PNGDecoder.decode(claiming(file, over: header)) }
  }
}

/// `bytes` with the width and height of `file` in their header.
private func claiming(_ file: PNGFile, over bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  for (offset, value) in [(16, file.width), (20, file.height)] {
    for place in 0..<4 { bytes[offset + place] = UInt8((value >> (24 - 8 * place)) & 255) }
  }
  let crc = crc32(Array(bytes[12..<29]))
  for place in 0..<4 { bytes[29 + place] = UInt8((crc >> (24 - 8 * UInt32(place))) & 255) }
  return bytes
}
