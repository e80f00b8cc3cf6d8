import Foundation
import SiamTensors
import Testing

/// Values recorded from PyTorch and NumPy by Fixtures/make-fixtures.py.
struct Fixture {
  private let file: SafeTensors

  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try SafeTensors(try Data(contentsOf: folder.appending(path: "Fixtures/\(name).safetensors")))
  }

  func callAsFunction(_ name: String) throws -> [Float] {
    try #require(file.entries[name], "no \(name) in the fixture").values
  }
}
