import SiamData
import Foundation
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct RunFolderTests {
  static func temporary() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)")
  }

  static func description(_ recipe: Recipe) throws -> RunDescription {
    RunDescription(
      version: "test", recipe: recipe, data: try SmallData.dataset().summary, dataPath: nil)
  }

  @Test func `a run writes its recipe, its journal and its checkpoint`() async throws {
    let url = Self.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    let recipe = SmallData.recipe()
    let folder = try RunFolder(creating: url, try Self.description(recipe))
    let events = try await TrainingSessionTests.events(recipe, folder: folder)

    let journal = try String(contentsOf: url.appendingPathComponent("events.jsonl"), encoding: .utf8)
    let read = try journal.split(separator: "\n").map { try EventLines().event($0) }
    #expect(read == events, "the journal has every event that the stream emitted")

    let run = try JSONDecoder().decode(
      RunDescription.self, from: try Data(contentsOf: url.appendingPathComponent("run.json")))
    #expect(run.recipe == recipe && run.plannedSteps == 6 && run.plannedAt == 0)

    let checkpoint = try SafeTensors(
      try Data(contentsOf: url.appendingPathComponent("checkpoints/last.safetensors")))
    #expect(checkpoint.metadata["step"] == "6")
    let weights = try #require(checkpoint.entries["blocks.0.convolution.weight"])
    #expect(weights.shape == [64, 1, 3, 3] && weights.values.contains { $0 != 0 })
    #expect(checkpoint.entries["blocks.3.normalization.running_var"] != nil)
    #expect(checkpoint.entries["optimizer.second.blocks.0.convolution.weight"]?.values.contains { $0 > 0 } == true)
  }

  @Test func `an existing folder is not overwritten`() throws {
    let url = Self.temporary()
    defer { try? FileManager.default.removeItem(at: url) }
    _ = try RunFolder(creating: url, try Self.description(SmallData.recipe()))
    #expect(throws: RunFolderError.exists(url.path)) {
      _ = try RunFolder(creating: url, try Self.description(SmallData.recipe()))
    }
  }

  @Test func `runs of the same day are numbered`() throws {
    let runs = Self.temporary()
    defer { try? FileManager.default.removeItem(at: runs) }
    let names = try (0..<3).map { _ in
      try RunFolder.create(
        in: runs, day: Date(timeIntervalSince1970: 1_795_478_400), try Self.description(SmallData.recipe())
      ).url.lastPathComponent
    }
    #expect(names == ["2026-11-24-bars-triplet-1", "2026-11-24-bars-triplet-2", "2026-11-24-bars-triplet-3"])
  }

  @Test func `a path that can't be written is reported`() throws {
    let error = try #require(throws: RunFolderError.self) {
      _ = try RunFolder(creating: URL(fileURLWithPath: "/proc/siam/run"), try Self.description(SmallData.recipe()))
    }
    #expect("\(error)".contains("/proc/siam/run"))
  }
}
