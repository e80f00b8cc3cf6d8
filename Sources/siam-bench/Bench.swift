import ArgumentParser
import Foundation

/// The benchmarks, one JSON line a workload.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siam-bench",
    abstract: "Measures how fast siam trains, embeds, evaluates and reads, and where a step's time goes.",
    discussion: "Each workload runs in a process of its own, so that its peak memory is its own too.")

  @Flag(help: "One JSON object a line.") var json = false
  @Option(help: ArgumentHelp("Only these workloads, separated by commas.", valueName: "names")) var only: String?
  @Option(help: ArgumentHelp("Threads that compute; every core where left out.", valueName: "n")) var threads: Int?
  @Option(help: ArgumentHelp("Times each is run; by default as often as four seconds allow.", valueName: "n"))
  var steps: Int?
  @Option(help: ArgumentHelp("Omniglot's images_background.zip.", valueName: "path"))
  var omniglot = "../shared/data/omniglot/images_background.zip"
  @Option(help: ArgumentHelp("Writes where a step's time goes, in the Chrome trace format.", valueName: "file"))
  var trace: String?
  @Option(help: .hidden) var peak: Double?
  @Flag(help: .hidden) var child = false

  func validate() throws {
    for name in names where Workload.named(name) == nil {
      throw ValidationError(
        "no workload is called \(name); there are \(Workload.all.map(\.name).joined(separator: ", "))")
    }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if let steps, steps < 1 { throw ValidationError("--steps must be at least 1") }
    if trace != nil && names.count != 1 { throw ValidationError("--trace needs --only with one workload") }
  }

  private var names: [String] { only.map { $0.split(separator: ",").map(String.init) } ?? [] }

  func run() throws {
    let chosen = names.isEmpty ? Workload.all : names.compactMap(Workload.named)
    if child || trace != nil {
      for workload in chosen { try measureHere(workload) }
    } else {
      try measureInChildren(chosen)
    }
  }

  /// In this process.
  private func measureHere(_ workload: Workload) throws {
    let bench = Workbench(threads: threads, runs: steps, omniglot: omniglot, isTraced: trace != nil)
    let result: Figure
    do {
      result = try workload.measure(bench)
    } catch let reason as Skipped {
      FileHandle.standardError.write(Data("siam-bench: \(workload.name) is left out: \(reason.why)\n".utf8))
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

  /// Each in a process of its own; the peak of matrix products first, which the others are compared with.
  private func measureInChildren(_ workloads: [Workload]) throws {
    var peak = peak
    for workload in workloads.filter({ !$0.isPeak }) + workloads.filter(\.isPeak) {
      if peak == nil, workload.operationsPerImage != nil || workload.isPeak {
        peak = try runChild(Workload.peak)?.gigaflops
      }
      guard var figure = workload.isPeak ? Figure(workload.name, gigaflops: peak) : try runChild(workload) else {
        continue
      }
      if let operations = workload.operationsPerImage, let rate = figure.imagesPerSecond, let peak {
        figure.peakShare = rate * Double(operations) / (peak * 1e9)
      }
      print(json ? try figure.json : figure.line)
      fflush(nil)
    }
  }

  private func runChild(_ workload: Workload) throws -> Figure? {
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
    return data.isEmpty ? nil : try JSONDecoder().decode(Figure.self, from: data)
  }
}
