import Dispatch
import Foundation
import SiamTensors
import Synchronization

/// The reason a workload can't be measured here.
struct Skipped: Error {
  var reason: String
}

/// The settings of a measurement, and the timing of runs.
final class Workbench {
  let threads: Int?
  let omniglot: String
  let trace = Trace()
  /// The number of runs in the trace.
  private(set) var tracedRuns = 0
  private let runs: Int?
  private let isTraced: Bool

  init(threads: Int? = nil, runs: Int? = nil, omniglot: String = "", isTraced: Bool = false) {
    self.threads = threads
    self.runs = runs
    self.omniglot = omniglot
    self.isTraced = isTraced
  }

  /// Creates a context for oneDNN with the requested number of threads.
  func context() throws -> ComputeContext { try ComputeContext(threads: threads) }

  /// Returns the duration of each run in seconds, after three runs to warm up.
  ///
  /// Without a requested number of runs there are at least 20, and as many as four seconds allow.
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

  /// Runs an asynchronous function in a task and waits for its result.
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
    guard let result = found.withLock({ $0 }) else { throw Skipped(reason: "its task had no result") }
    return try result.get()
  }

  /// The path of this program.
  static var executable: String {
    // Without /proc, as on macOS, the command's own path is all there is.
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// The process's maximum memory in megabytes; nil if the system doesn't report it.
  static var peakMemoryMB: Double? {
    // Only Linux has this file.
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 }
  }
}
