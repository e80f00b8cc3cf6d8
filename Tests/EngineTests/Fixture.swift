import Foundation
import SiamTensors
import Testing

/// Reference values of PyTorch and NumPy, recorded by the scripts in `Fixtures`.
struct Fixture {
  private let file: SafeTensors

  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try SafeTensors(try Data(contentsOf: folder.appending(path: "Fixtures/\(name).safetensors")))
  }

  /// Returns a tensor's values in double precision.
  func callAsFunction(_ name: String) throws -> [Double] { try floats(name).map(Double.init) }

  /// Returns a tensor's recorded values.
  func floats(_ name: String) throws -> [Float] {
    try #require(file.entries[name], "no \(name) in the fixture").values
  }
}
