import Foundation
import SiamTensors
import Testing

/// Values that PyTorch and NumPy computed, recorded by the scripts in `Fixtures`.
struct Fixture {
  private let file: SafeTensors

  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try SafeTensors(try Data(contentsOf: folder.appending(path: "Fixtures/\(name).safetensors")))
  }

  /// A tensor's values, as double precision.
  func callAsFunction(_ name: String) throws -> [Double] { try floats(name).map(Double.init) }

  /// A tensor's values, as recorded.
  func floats(_ name: String) throws -> [Float] {
    try #require(file.entries[name], "no \(name) in the fixture").values
  }
}
