import Foundation
import TestSupport
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// The README's example of using a run in PyTorch.
@Suite(.timeLimit(.minutes(30))) struct PyTorchExampleTests {
  static let python = Python(with: "torch", "safetensors.torch")

  /// The README's first block of Python.
  static var script: String {
    get throws {
      let text = try String(contentsOf: projectFolder.appending(path: "README.md"), encoding: .utf8)
      let block = text.components(separatedBy: "```python\n").dropFirst().first?.components(separatedBy: "```").first
      return try #require(block)
    }
  }

  @Test(.enabled(if: python != nil, "needs Python's torch and safetensors"))
  func `the README's code reproduces an embedding`() async throws {
    let sample = ModelSample(spelling: "conv4", side: 28)
    let images = sample.images(2)
    let own = try await ModelSample.compute(sample, images: images, count: 2)
    let folder = try SampleEvents.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try sample.model().inferenceCheckpoint().write(to: folder.appendingPathComponent("model.safetensors"))
    for (name, values) in [("images", images), ("embeddings", own.embeddings)] {
      try values.withUnsafeBytes { Data($0) }.write(to: folder.appendingPathComponent(name))
    }
    let script = """
      import os, sys, numpy as np
      os.chdir(sys.argv[1])
      \(try Self.script)
      read = lambda name: torch.from_numpy(np.fromfile(name, "<f4"))
      print(float((embed(read("images").reshape(-1, 1, 28, 28)) - read("embeddings").reshape(2, -1)).abs().max()))
      """
    let (status, output, errors) = try #require(Self.python).run(script, [folder.path])
    #expect(status == 0, "\(errors)")
    let difference = try #require(Double(output.split(separator: "\n").last ?? ""))
    #expect(difference < 1e-5)
  }
}
