import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Images at the limits of size, many at the same time.
struct LargeImageTests {
  @Test func `bitmaps of the maximum size are decoded one after the other`() throws {
    let scratch = try ScratchFolder()
    let side = 8_192
    let bitmap = Array("P4 \(side) \(side)\n".utf8) + [UInt8](repeating: 0xF0, count: side * side / 8)
    for name in ["a/0", "a/1", "b/0", "b/1"] { try scratch.write("tree/\(name)", bitmap) }
    try scratch.write("tree/b/2", Array("P4 \(side) \(side + 1)\n".utf8) + [UInt8](repeating: 0, count: 1_000))
    var options = DatasetOptions(holdOut: .last(0))
    options.side = 4
    options.channels = .grey
    options.isInverted = false
    options.toleratesFewClasses = true
    let data = try Dataset.load(path: scratch.path + "/tree", options: options)
    #expect(data.imageCount == 4 && data.problems.skippedCount == 1)
    var pixels: [Float] = []
    data.pixels(of: [data.images(of: data.training[0])[0]], into: &pixels)
    #expect(pixels.allSatisfy { abs($0 - 0.5) < 0.01 })
  }
}
