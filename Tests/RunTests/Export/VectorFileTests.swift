import Foundation
import SiamExport
import SiamTensors
import Testing

/// Vectors in the formats of other tools.
@Suite struct VectorFileTests {
  private let file = VectorFile(names: ["a.png", "b,\"c\".png"], dimension: 2, values: [0.1, -2, 3e-9, 4])

  @Test(arguments: [("x.csv", "csv"), ("a.b.NPY", "npy"), ("v.safetensors", "safetensors")])
  func `a file name's extension is the format`(_ pair: (name: String, format: String)) {
    #expect(VectorFile.Format(ending: pair.name)?.rawValue == pair.format)
  }

  @Test func `an unknown extension is not a format`() {
    #expect(VectorFile.Format(ending: "vectors.txt") == nil)
  }

  @Test func `CSV quotes special fields and preserves every bit`() throws {
    let text = String(decoding: try file.data(.csv), as: UTF8.self)
    #expect(text == "file,0,1\na.png,0.1,-2.0\n\"b,\"\"c\"\".png\",3e-09,4.0\n")
    #expect(Float("3e-09") == file.values[2])
  }

  @Test func `NumPy's header is aligned and has the shape`() throws {
    let data = try file.data(.npy)
    #expect(Array(data.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    let length = Int(data[8]) | Int(data[9]) << 8
    #expect((10 + length) % 64 == 0)
    let header = String(decoding: data[10..<10 + length], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"))
    #expect(header.hasSuffix("\n"))
    let numbers = data[(10 + length)...]
    #expect(numbers.count == 16)
    #expect(Array(numbers.suffix(4)) == [0, 0, 0x80, 0x40])
  }

  @Test func `safetensors files contain the vectors and the names`() throws {
    let tensors = try SafeTensors(try file.data(.safetensors))
    #expect(tensors.entries["embeddings"] == .init(shape: [2, 2], values: file.values))
    let names = try JSONDecoder().decode([String].self, from: Data((tensors.metadata["files"] ?? "").utf8))
    #expect(names == file.names)
  }
}
