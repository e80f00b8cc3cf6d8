import ArgumentParser
import SiamTensors
import Foundation
import SiamNetworks
import Testing

@testable import siam_bench

struct BenchTests {
  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func `a measurement's JSON is one line with the measured values only`() throws {
    var measurement = Measurement("conv4-train-256", images: 256, seconds: [0.1, 0.2, 0.4])
    measurement.peakShare = 0.81234
    measurement.peakMemoryMB = 100.06
    let line = try measurement.json
    #expect(!line.contains("\n"))
    let found = try object(line)
    #expect(found["workload"] as? String == "conv4-train-256")
    #expect(found["imagesPerSecond"] as? Double == 1280)
    #expect(found["best"] as? Double == 2560)
    #expect(found["peakShare"] as? Double == 0.812)
    #expect(found["peakMemoryMB"] as? Double == 100.1)
    #expect(found["gigaflops"] == nil)
    #expect(Set(try object(Measurement("sgemm", gigaflops: 190).json).keys) == ["workload", "gigaflops"])
  }

  @Test func `the median is the middle value of the sorted values`() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 3, 2].median == 3)
    #expect([Double]().median.isNaN)
  }

  @Test func `the standard error of a mean is the sample deviation over the root of the count`() throws {
    // The sample deviation of four values is 2.
    #expect(try abs(#require([1.0, 1, 1, 5].standardError) - 1) < 1e-12)
    #expect([3.0].standardError == nil && [Double]().standardError == nil)
    var measurement = Measurement("run-256-written", images: 256, seconds: [0.1])
    (measurement.cost, measurement.costError) = (0.0123, 0.0021)
    #expect(measurement.line.contains("1.23 % more than without, 0.21 % standard error;"))
  }

  @Test func `an unknown workload is rejected with the available ones`() throws {
    #expect(throws: (any Error).self) { try Bench.parse(["--only", "conv9"]) }
    let message = Bench.fullMessage(
      for: try #require(throws: (any Error).self) { try Bench.parse(["--only", "conv9"]) })
    #expect(message.contains("unknown workload 'conv9'") && message.contains("conv4-train-256"))
    _ = try Bench.parse(["--only", "sgemm,augment-256", "--threads", "2"])
    #expect(throws: (any Error).self) { try Bench.parse(["--threads", "0"]) }
    #expect(throws: (any Error).self) { try Bench.parse(["--trace", "x.json"]) }
  }

  @Test func `training counts each convolution three times, but the first twice as images have no gradient`() throws {
    let conv4 = EncoderDescription(channels: 1, height: 28, width: 28, operations: .conv4())
    // Per image, 19.6 million to embed and 58 million to train.
    #expect(conv4.convolutionOperations == 903_168 + 18_726_912)
    #expect(conv4.trainingOperations == 3 * 18_726_912 + 2 * 903_168)
    #expect(Workload.named("conv4-train-32")?.operationsPerImage == conv4.trainingOperations)
    #expect(Workload.named("conv4-embed-1")?.operationsPerImage == conv4.convolutionOperations)
    #expect(Workload.named("augment-256")?.operationsPerImage == nil)
    let conv5 = EncoderDescription(channels: 1, height: 56, width: 56, widths: [32, 64, 128, 256, 256])
    let first = 2 * 9 * 32 * 56 * 56
    let others = 2 * 9 * (32 * 64 * 784 + 64 * 128 * 196 + 128 * 256 * 49 + 256 * 256 * 9)
    #expect(conv5.trainingOperations == 2 * first + 3 * others)
    #expect(Set(Workload.all.map(\.name)).count == Workload.all.count)
  }

  @Test func `a small network's step is measured and its operations are traced`() throws {
    let bench = Workbench(runs: 2, isTraced: true)
    let small = EncoderDescription(channels: 1, height: 12, width: 12, widths: [16, 16])
    let measurement = try Workload.training("small", small, batch: 16).measure(bench)
    #expect(try #require(measurement.imagesPerSecond) > 0)
    #expect(try #require(measurement.peakMemoryMB) > 1)
    let report = TraceReport(bench.trace.events, runs: bench.tracedRuns)
    let names = report.rows.map(\.name)
    #expect(names.contains("convolution backward data blocks.1") && names.contains("optimizer"))
    #expect(names.last == "between operations")
    #expect(abs(report.rows.reduce(0) { $0 + $1.share } - 1) < 1e-6)
    let chrome = try #require(try JSONSerialization.jsonObject(with: report.chrome) as? [String: [[String: Any]]])
    let events = try #require(chrome["traceEvents"])
    #expect(events.count == bench.trace.events.count)
    #expect(events.allSatisfy { $0["ph"] as? String == "X" && $0["dur"] is Double && $0["ts"] is Double })
    #expect(report.table.split(separator: "\n").count == report.rows.count + 1)
  }

  @Test func `making batches is measured, and missing data is reported`() throws {
    let workload = try #require(Workload.named("augment-256"))
    #expect(try #require(try workload.measure(Workbench(runs: 1)).imagesPerSecond) > 0)
    #expect(throws: Skipped.self) {
      try Workload.named("decode-omniglot")?.measure(Workbench(omniglot: "/nowhere.zip"))
    }
  }

  @Test(arguments: ["AVX2", "AVX512_CORE"])
  func `no step uses a reference kernel at any vector width`(_ maxISA: String) throws {
    let bench = URL(fileURLWithPath: Workbench.executable).deletingLastPathComponent()
      .appendingPathComponent("siam-bench")
    let trace = FileManager.default.temporaryDirectory.appendingPathComponent("siam-trace-\(maxISA)-\(getpid()).json")
    defer { try? FileManager.default.removeItem(at: trace) }
    let process = Process()
    process.executableURL = bench
    process.arguments = ["--only", "conv4-train-32", "--steps", "1", "--trace", trace.path]
    process.environment = ProcessInfo.processInfo.environment.merging(["DNNL_MAX_CPU_ISA": maxISA]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let found = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: trace)) as? [String: [[String: Any]]])
    let operations = try #require(found["traceEvents"]).map {
      ($0["name"] as? String ?? "", ($0["args"] as? [String: String])?["implementation"] ?? "")
    }
    let convolutions = operations.filter { $0.0.hasPrefix("convolution") }
    #expect(convolutions.count >= 8)
    #expect(operations.allSatisfy { !$0.1.contains("ref") }, "\(operations.filter { $0.1.contains("ref") })")
  }
}
