import Testing

@testable import SiamData

struct ElementTypeTests {
  private func numbers(_ type: String, _ bytes: [UInt8]) -> [Double]? { ElementType(type)?.numbers(bytes) }

  @Test func `numbers of every type are read`() {
    #expect(numbers("|b1", [0, 1, 2]) == [0, 1, 1])
    #expect(numbers("|u1", [0, 255]) == [0, 255])
    #expect(numbers("|i1", [127, 128]) == [127, -128])
    #expect(numbers("<u2", [1, 2]) == [513])
    #expect(numbers(">u2", [1, 2]) == [258])
    #expect(numbers("<i2", [0xFF, 0xFF]) == [-1])
    #expect(numbers(">i4", [0xFF, 0xFF, 0xFF, 0xFE]) == [-2])
    #expect(numbers("<u4", [0xFF, 0xFF, 0xFF, 0xFF]) == [4_294_967_295])
    #expect(numbers("<i8", [9, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]) == [9, 7])
    #expect(numbers("<f4", [0, 0, 0x80, 0x3F]) == [1])
    #expect(numbers(">f8", [0xBF, 0xE0, 0, 0, 0, 0, 0, 0]) == [-0.5])
  }

  @Test func `16-bit floats are read`() {
    let bits: [(UInt16, Double)] = [
      (0x3C00, 1), (0xC000, -2), (0x3800, 0.5), (0x0001, 5.960464477539063e-08), (0x7BFF, 65_504), (0x8000, 0),
      (0x7C00, .infinity), (0x3555, 0.333251953125),
    ]
    for (half, expected) in bits { #expect(numbers("<f2", little(Int(half), 2)) == [expected]) }
    #expect(numbers("<f2", [0, 0x7E])?[0].isNaN == true)
  }

  @Test func `text is read without its padding`() throws {
    let bytes = try #require(ElementType("|S4"))
    #expect(bytes.text([0x61, 0x62, 0, 0]) == Array("ab".utf8))
    #expect(bytes.text([0, 0, 0, 0]) == [])
    let text = try #require(ElementType("<U2"))
    #expect(text.size == 8 && text.text([0x42, 0x30, 0, 0, 0, 0, 0, 0]) == Array("あ".utf8))
    #expect(try #require(ElementType(">U1")).text([0, 0, 0x30, 0x42]) == Array("あ".utf8))
    #expect(text.text([0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0, 0, 0]) == Array("\u{FFFD}A".utf8))
  }

  @Test(arguments: ["", "O", "|O", "<M8", "<c8", "<f3", "<f16", "|V4", "<u", "<u-1", "<U99999999", "x4", "|b2", "<U0"])
  func `other types are rejected`(type: String) { #expect(ElementType(type) == nil) }
}
