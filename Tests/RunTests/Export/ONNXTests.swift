import SiamNetworks
import SiamTensors
import SiamInference
import Foundation
import PlainReference
import SiamCore
import Testing

@testable import SiamExport

/// Networks exported as ONNX files.
@Suite(.timeLimit(.minutes(30))) struct ONNXTests {
  @Test(arguments: ModelSample.all.indices)
  func `the graph computes the same as siam`(_ index: Int) async throws {
    let sample = ModelSample.all[index]
    let (count, images) = (3, sample.images(3))
    let model = try sample.model()
    let own = try await ModelSample.compute(sample, images: images, count: count)
    let found = try PlainGraph(try model.onnxEncoder()).run([
      "images": Numbers([count, sample.channels, sample.side, sample.side], images.map(Double.init))
    ])
    let (embeddings, features) = (try #require(found["embeddings"]), try #require(found["features"]))
    #expect(embeddings.shape == [count, model.dimension])
    #expect(maxDifference(own.embeddings, embeddings) < 1e-5)
    #expect(relativeDifference(own.features, features) < 1e-4)
    guard let head = try model.onnxPairHead() else {
      #expect(sample.objective != .pair)
      return
    }
    let rows = { (row: Int) in
      own.features[row * model.dimension..<(row + 1) * model.dimension].map(Double.init)
    }
    let pairs = try PlainGraph(head).run([
      "first": Numbers([2, model.dimension], rows(0) + rows(0)),
      "second": Numbers([2, model.dimension], rows(1) + rows(2)),
    ])
    #expect(maxDifference(own.logits, try #require(pairs["logits"])) < 1e-5)
    let similarities = own.logits.map { 1 / (1 + exp(-$0)) }
    #expect(maxDifference(similarities, try #require(pairs["similarities"])) < 1e-5)
    #expect(sample.objective == .pair)
  }

  @Test func `features of zeros have an embedding of zeros`() throws {
    var sample = ModelSample(spelling: "conv 2 3, relu, average", side: 5)
    sample.widths = nil
    let model = try sample.model()
    model.network.parameters.values.fill(0)
    let found = try PlainGraph(try model.onnxEncoder()).run(["images": Numbers(zeros: [1, 1, 5, 5])])
    #expect(found["embeddings"]?.values == [0, 0])
  }

  @Test func `the file describes its inputs, outputs and origin`() throws {
    let file = try ONNXFile(try ModelSample.all[1].model().onnxEncoder())
    #expect(file.producer == "siam" && file.operatorVersions == [17])
    #expect(file.graph.inputs.map(\.name) == ["images"])
    #expect(file.graph.inputs.map(\.sizes) == [["batch", "3", "17", "17"]])
    #expect(file.graph.outputs.map(\.name) == ["embeddings", "features"])
    #expect(file.graph.outputs.map(\.sizes) == [["batch", "64"], ["batch", "64"]])
    let properties = file.properties
    #expect(properties["siam.classes"] == "12" && properties["siam.image_size"] == "3 × 17 × 17")
    #expect(properties["siam.threshold"] == "0.75" && properties["siam.step"] == "40")
    #expect(properties["siam.test_time_variants"] == "1")
    let recipe = try JSONDecoder().decode(Recipe.self, from: Data((properties["siam.recipe"] ?? "").utf8))
    #expect(recipe == (try ModelSample.all[1].model().recipe))
    #expect(file.graph.initializers.contains { $0.name == "blocks.1.normalization.running_var" })
  }

  @Test func `a model of more than 2 GiB is rejected before it is encoded`() throws {
    // Pages of zeros that are never read take no memory.
    let weights = ONNXTensor(shape: [1 << 29], elementType: .float, name: "weights", data: Data(count: 1 << 31))
    let model = ONNXModel(graph: ONNXGraph(initializers: [weights]))
    #expect(throws: ExportError.tooLarge("model")) { try model.file(of: "model") }
  }

  static let runtime = Python(with: "onnx", "onnxruntime", "numpy")

  /// Checks each model by ONNX's own rules and runs it; prints the maximum difference from siam's outputs.
  private static let script = """
    import sys, numpy as np, onnx, onnxruntime
    onnxruntime.set_default_logger_severity(3)
    def run(path, **inputs):
        onnx.checker.check_model(onnx.load(path), full_check=True)
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        shapes = {i.name: [d if isinstance(d, int) else -1 for d in i.shape] for i in session.get_inputs()}
        return dict(zip([o.name for o in session.get_outputs()],
          session.run(None, {k: v.reshape(shapes[k]) for k, v in inputs.items()})))
    maximum = 0
    for case in sys.argv[1:]:
        own = lambda name: np.fromfile(f"{case}.{name}", "<f4")
        found = run(f"{case}.onnx", images=own("images"))
        alone = run(f"{case}.onnx", images=own("images")[:own("images").size // 3])
        e = found["embeddings"]
        error = np.abs(e - own("embeddings").reshape(e.shape)).max()
        maximum = max(maximum, error, np.abs(e[:1] - alone["embeddings"]).max())
        if own("logits").size:
            f = own("features").reshape(3, -1)
            logits = run(f"{case}-head.onnx", first=f[[0, 0]], second=f[1:])["logits"]
            maximum = max(maximum, np.abs(logits - own("logits")).max())
    print(maximum)
    """

  @Test(.enabled(if: runtime != nil, "needs Python's onnx and onnxruntime"))
  func `ONNX Runtime computes the same as siam`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-onnx-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var cases: [String] = []
    for (index, sample) in ModelSample.all.enumerated() {
      let images = sample.images(3)
      let own = try await ModelSample.compute(sample, images: images, count: 3)
      let model = try sample.model()
      let stem = folder.appendingPathComponent("\(index)").path
      try model.onnxEncoder().write(to: URL(filePath: stem + ".onnx"))
      try model.onnxPairHead()?.write(to: URL(filePath: stem + "-head.onnx"))
      for (name, values) in [
        ("images", images), ("embeddings", own.embeddings), ("features", own.features), ("logits", own.logits),
      ] {
        try values.withUnsafeBytes { Data($0) }.write(to: URL(filePath: "\(stem).\(name)"))
      }
      cases.append(stem)
    }
    let (status, output, errors) = try #require(Self.runtime).run(Self.script, cases)
    #expect(status == 0, "\(errors)")
    let maximum = try #require(Double(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(maximum < 1e-5)
  }
}

private func maxDifference(_ found: [Float], _ expected: Numbers) -> Double {
  guard found.count == expected.count else { return .infinity }
  return zip(found, expected.values).map { abs(Double($0) - $1) }.max() ?? 0
}
