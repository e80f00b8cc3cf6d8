import Foundation

/// The kernel's statistics of a process's threads and memory.
enum ProcessStatistics {
  /// Processor time of the threads of a name, in seconds; nil without such a thread.
  ///
  /// Source: the first number of `/proc/PID/task/TID/schedstat`, nanoseconds on a processor.
  static func processorSeconds(of name: String, in process: pid_t) throws -> Double? {
    let tasks = "/proc/\(process)/task"
    var nanoseconds: Double?
    for task in try FileManager.default.contentsOfDirectory(atPath: tasks) {
      // A thread may end meanwhile.
      guard let called = try? String(contentsOfFile: "\(tasks)/\(task)/comm", encoding: .utf8),
        called.trimmingCharacters(in: .newlines) == name,
        let text = try? String(contentsOfFile: "\(tasks)/\(task)/schedstat", encoding: .utf8),
        let spent = text.split(separator: " ").first.flatMap({ Double($0) })
      else { continue }
      nanoseconds = (nanoseconds ?? 0) + spent
    }
    return nanoseconds.map { $0 / 1e9 }
  }

  /// The anonymous resident memory in bytes, or nil once the process has ended.
  static func anonymousMemory(of process: pid_t) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
  }

  /// Resident memory, in bytes.
  static func memory(of process: pid_t) throws -> Int {
    let fields = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8).split(separator: " ")
    return (Int(fields.dropFirst().first ?? "") ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
