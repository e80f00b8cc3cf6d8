import TestSupport
import Testing

@testable import SiamData

struct PNGDecoderTests {
  @Test func `grey of every depth is decoded`() throws {
    for (depth, high) in [(1, 1), (2, 3), (4, 15), (8, 255), (16, 65_535)] {
      let file = PNGFile(width: 3, height: 2, depth: depth, pixels: [[0], [high], [0], [high], [high], [0]])
      let image = try PNGDecoder.decode(file.bytes)
      #expect(image == DecodedImage(width: 3, height: 2, pixels: [0, 255, 0, 255, 255, 0]), "\(depth) bits")
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

  @Test func `transparent dark ink is composited over white`() throws {
    let file = PNGFile(width: 3, height: 1, color: .rgba, pixels: [[0, 0, 0, 255], [0, 0, 0, 0], [0, 0, 0, 51]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [0, 255, 204])
  }

  @Test func `transparent bright ink is composited over black`() throws {
    let file = PNGFile(width: 3, height: 1, color: .greyAlpha, pixels: [[255, 255], [255, 0], [255, 51]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [255, 0, 51])
  }

  @Test func `a transparent palette colour is composited too`() throws {
    let file = PNGFile(
      width: 2, height: 1, depth: 1, color: .palette, palette: [[0, 0, 0], [0, 0, 0]], transparency: [0],
      pixels: [[0], [1]])
    #expect(try PNGDecoder.decode(file.bytes).pixels == [255, 0])
  }

  @Test func `an interlaced image decodes to the same pixels`() throws {
    let pixels = (0..<11 * 9).map { [($0 * 37) % 256] }
    let plain = PNGFile(width: 11, height: 9, pixels: pixels)
    let interlaced = PNGFile(width: 11, height: 9, interlaced: true, pixels: pixels)
    #expect(try PNGDecoder.decode(plain.bytes).pixels == pixels.map { UInt8($0[0]) })
    #expect(try PNGDecoder.decode(interlaced.bytes) == PNGDecoder.decode(plain.bytes))
  }

  @Test func `a truncated image is rejected or complete and never traps`() throws {
    let file = PNGFile.grey(9, 9) { x, y in x * 20 + y }
    let whole = try PNGDecoder.decode(file)
    for count in 0..<file.count {
      if let image = try? PNGDecoder.decode(Array(file.prefix(count))) { #expect(image == whole) }
    }
    #expect(throws: ImageError.self) { try PNGDecoder.decode(Array(file.prefix(file.count - 60))) }
  }

  @Test func `a damaged image never traps`() throws {
    let file = PNGFile.grey(9, 9) { x, y in x * 20 + y }
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 0x55
      _ = try? PNGDecoder.decode(damaged)
    }
  }

  @Test func `a file that is not an image is an error`() {
    #expect(throws: ImageError(reason: "not a PNG image")) { try PNGDecoder.decode(Array("hello".utf8)) }
    #expect(throws: ImageError(reason: "empty")) { try PNGDecoder.decode([]) }
  }

  @Test func `an image with too many pixels is rejected before it is decoded`() {
    let file = claiming(100_000, over: PNGFile.grey(1, 1) { _, _ in 0 })
    #expect(throws: ImageError(reason: "100000×100000 pixels; make it smaller: the maximum is 67108864")) {
      try PNGDecoder.decode(file)
    }
  }
}

/// `file` with another width and height in its header.
private func claiming(_ side: Int, over file: [UInt8]) -> [UInt8] {
  let size = [24, 16, 8, 0].map { UInt8((side >> $0) & 255) }
  var file = file
  file.replaceSubrange(16..<24, with: size + size)
  let checksum = crc32(Array(file[12..<29]))
  file.replaceSubrange(29..<33, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) })
  return file
}
