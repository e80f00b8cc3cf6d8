import SiamTensors
import ArgumentParser
import Foundation

/// Runs the benchmarks and prints one line per workload.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siam-bench",
    abstract: "Measure the speed of training, embedding, evaluation and loading, and profile a training step.",
    discussion: "Each workload runs in its own process, so that its peak memory is measured separately.")

  @Flag(help: "Print one JSON object per line.") var json = false
  @Option(help: ArgumentHelp("Run only these workloads, separated by commas.", valueName: "names")) var only: String?
  @Option(help: ArgumentHelp("Compute threads (default: all cores).", valueName: "n")) var threads: Int?
  @Option(help: ArgumentHelp("Runs per workload (default: at least 20, for four seconds).", valueName: "n"))
  var steps: Int?
  @Option(help: ArgumentHelp("Path of Omniglot's images_background.zip.", valueName: "path"))
  var omniglot = "../shared/data/omniglot/images_background.zip"
  @Option(help: ArgumentHelp("Write a profile of the operations, in the Chrome trace format.", valueName: "file"))
  var trace: String?
  @Option(help: .hidden) var peak: Double?
  @Flag(help: .hidden) var child = false

  func validate() throws {
    for name in names where Workload.named(name) == nil {
      throw ValidationError(
        "unknown workload '\(name)' (available: \(Workload.all.map(\.name).joined(separator: ", ")))")
    }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if let steps, steps < 1 { throw ValidationError("--steps must be at least 1") }
    if trace != nil && names.count != 1 { throw ValidationError("--trace requires --only with one workload") }
  }

  private var names: [String] { only.map { $0.split(separator: ",").map(String.init) } ?? [] }

  func run() throws {
    let selected = names.isEmpty ? Workload.all : names.compactMap(Workload.named)
    if child || trace != nil {
      for workload in selected { try measureHere(workload) }
    } else {
      try measureInChildren(selected)
    }
  }

  /// Measures a workload in this process and prints the result.
  private func measureHere(_ workload: Workload) throws {
    let bench = Workbench(threads: threads, runs: steps, omniglot: omniglot, isTraced: trace != nil)
    let result: Measurement
    do {
      result = try workload.measure(bench)
    } catch let error as Skipped {
      FileHandle.standardError.write(Data("siam-bench: \(workload.name) is skipped: \(error.reason)\n".utf8))
      return
    }
    if child {
      print(try result.json)
    } else {
      print(result.line)
    }
    if let trace {
      let report = TraceReport(bench.trace.events, runs: bench.tracedRuns)
      try report.chrome.write(to: URL(fileURLWithPath: trace))
      print(report.table)
    }
  }

  /// Measures each workload in its own process; the fastest matrix product first, as others are compared with it.
  private func measureInChildren(_ workloads: [Workload]) throws {
    var peak = peak
    for workload in workloads.filter({ !$0.isPeak }) + workloads.filter(\.isPeak) {
      if peak == nil, workload.operationsPerImage != nil || workload.isPeak {
        peak = try runChild(Workload.peak)?.gigaflops
      }
      guard var measurement = workload.isPeak ? Measurement(workload.name, gigaflops: peak) : try runChild(workload)
      else {
        continue
      }
      if let operations = workload.operationsPerImage, let rate = measurement.imagesPerSecond, let peak {
        measurement.peakShare = rate * Double(operations) / (peak * 1e9)
      }
      print(json ? try measurement.json : measurement.line)
      fflush(nil)
    }
  }

  private func runChild(_ workload: Workload) throws -> Measurement? {
    var arguments = ["--only", workload.name, "--child", "--omniglot", omniglot]
    if let threads { arguments += ["--threads", "\(threads)"] }
    if let steps { arguments += ["--steps", "\(steps)"] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Workbench.executable)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    return data.isEmpty ? nil : try JSONDecoder().decode(Measurement.self, from: data)
  }
}
