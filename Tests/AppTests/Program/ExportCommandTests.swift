import ArgumentParser
import Foundation
import Testing

@testable import SiamApp

/// Commands that export runs and networks.
@Suite(.timeLimit(.minutes(30))) struct ExportCommandTests {
  @Test func `a run is written for TensorBoard while it is trained`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(
        ["train", "--headless", "--steps", "3", "--run", "mine", "--tensorboard", "logs"] + SiamProgram.small,
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/logs/mine")
      #expect(files.count == 1 && files.allSatisfy { $0.hasPrefix("events.out.tfevents.") })
      let bytes = try Data(contentsOf: folder.appendingPathComponent("logs/mine/\(files[0])"))
      for tag in ["recipe", "loss/training", "accuracy/validation-5-way-1-shot", "triplets/costliest"] {
        #expect(bytes.range(of: Data(tag.utf8)) != nil, "\(tag)")
      }
    }
  }

  @Test func `a finished run is written for spreadsheets and TensorBoard`() async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(
      ["train", "--headless", "--steps", "3", "--run", "mine"] + SiamProgram.small, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let (run, table) = (folder.path + "/mine", folder.path + "/loss.csv")
    try await RunsExport.parse([run, "--csv", "--scalars", "loss/training, speed", "--output", table]).run()
    let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "step,loss/training,speed/images-per-second")
    try await RunsExport.parse([run, "--tensorboard", folder.path + "/logs"]).run()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/logs/mine")
    #expect(files.count == 1)
    let bytes = try Data(contentsOf: folder.appendingPathComponent("logs/mine/\(files[0])"))
    #expect(bytes.range(of: Data("triplets/costliest".utf8)) != nil, "the data is found again, so images are written")
    await #expect(throws: (any Error).self, "what is there already stays alone") {
      try await RunsExport.parse([run, "--tensorboard", folder.path + "/logs"]).run()
    }
  }

  @Test func `an unwritable TensorBoard folder is rejected before training`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(
        ["train", "--headless", "--steps", "1", "--run", "mine", "--tensorboard", "/proc/logs"] + SiamProgram.small,
        in: folder)
      #expect(outcome.status == 73 && outcome.errors.contains("/proc/logs: can't be written"))
      #expect(outcome.lines.isEmpty)
    }
  }

  @Test func `the bundled model is exported as ONNX, and --head is rejected without a pair head`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(
        ["export", "glyphs", "--format", "onnx", "--output", "glyphs.onnx"], in: folder)
      #expect(outcome.status == 0 && outcome.lines.isEmpty, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
      #expect(files == ["glyphs.onnx"])
      let refused = await InProcess.run(
        ["export", "glyphs", "--format", "onnx", "--output", "x.onnx", "--head", "head.onnx"], in: folder)
      #expect(refused.status == 64 && refused.errors.contains("no pair head"), "\(refused.errors)")
    }
  }

  @Test(arguments: [("model.onnx", "model-head.onnx"), ("a.b/model", "a.b/model-head.onnx")])
  func `a pair head is written next to its encoder`(_ names: (encoder: String, head: String)) {
    #expect(Export.headFile(beside: names.encoder) == names.head)
  }

  @Test(arguments: [
    [], ["--csv", "--tensorboard", "x"], ["--tensorboard", "x", "--scalars", "loss"],
    ["--tensorboard", "x", "--output", "y"],
  ]) func `runs export needs exactly one format`(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try RunsExport.parse(["run"] + arguments) }
  }
}
