import Dispatch
import Foundation
import SiamTensors
import Synchronization

/// Why a workload can't be measured here.
struct Skipped: Error {
  var why: String
}

/// What every workload is given: how to compute, and how often.
final class Workbench {
  let threads: Int?
  let omniglot: String
  let trace = Trace()
  /// Runs that the trace holds.
  private(set) var tracedRuns = 0
  private let runs: Int?
  private let isTraced: Bool

  init(threads: Int? = nil, runs: Int? = nil, omniglot: String = "", isTraced: Bool = false) {
    self.threads = threads
    self.runs = runs
    self.omniglot = omniglot
    self.isTraced = isTraced
  }

  /// Where oneDNN computes.
  func context() throws -> ComputeContext { try ComputeContext(threads: threads) }

  /// Seconds of each run, after three to warm up: at least 20 runs, and as many as four seconds allow.
  func seconds(_ context: ComputeContext? = nil, _ body: () throws -> Void) rethrows -> [Double] {
    for _ in 0..<min(3, runs ?? 3) { try body() }
    if isTraced { context?.trace = trace }
    var seconds: [Double] = []
    let start = ContinuousClock.now
    while runs.map({ seconds.count < $0 }) ?? (seconds.count < 20 || ContinuousClock.now - start < .seconds(4)) {
      let began = ContinuousClock.now
      if let trace = context?.trace { try trace.measure("step", "", body) } else { try body() }
      seconds.append((ContinuousClock.now - began) / .seconds(1))
    }
    tracedRuns = seconds.count
    return seconds
  }

  /// What a task of its own gives, waited for.
  static func value<Value: Sendable>(
    of body: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let found = Mutex<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let result: Result<Value, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      found.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = found.withLock({ $0 }) else { throw Skipped(why: "its task gave nothing") }
    return try result.get()
  }

  /// This program's own file.
  static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// The most memory this process ever had, in megabytes, where the system tells.
  static var peakMemoryMB: Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 }
  }
}
