import Foundation
import SiamTensors

/// A trace as a table, and in the format of chrome://tracing and Perfetto.
struct TraceReport {
  private let events: [Trace.Event]
  private let runs: Int

  /// Creates a report on the events of `runs` runs, each within an event named `step`.
  init(_ events: [Trace.Event], runs: Int) {
    self.events = events
    self.runs = max(runs, 1)
  }

  private struct ChromeEvent: Encodable {
    var name: String
    var cat = "siam"
    var ph = "X"
    var ts: Double
    var dur: Double
    var pid = 1
    var tid = 1
    var args: [String: String]
  }

  /// The trace in Chrome's format, `{"traceEvents": …}`, with times in microseconds.
  var chrome: Data {
    get throws {
      try JSONEncoder().encode([
        "traceEvents": events.map {
          ChromeEvent(
            name: $0.name, ts: Double($0.startNanoseconds) / 1000, dur: Double($0.durationNanoseconds) / 1000,
            args: ["implementation": $0.implementation])
        }
      ])
    }
  }

  /// The total of one kind of operation.
  struct Row: Equatable {
    var name: String
    var implementation: String
    var callsPerRun: Double
    /// The median duration of a call.
    var medianMicroseconds: Double
    /// The fraction of the runs' time.
    var share: Double
  }

  /// The kinds of operations by descending share, and last the time between operations.
  var rows: [Row] {
    let total = events.filter { $0.name == "step" }.reduce(0) { $0 + $1.durationNanoseconds }
    guard total > 0 else { return [] }
    let kinds = Dictionary(grouping: events.filter { $0.name != "step" }) { [$0.name, $0.implementation] }
    let rows = kinds.map { key, events in
      let durations = events.map { Double($0.durationNanoseconds) }
      return Row(
        name: key[0], implementation: key[1], callsPerRun: Double(events.count) / Double(runs),
        medianMicroseconds: durations.median / 1000, share: durations.reduce(0, +) / Double(total))
    }
    let rest = 1 - rows.reduce(0) { $0 + $1.share }
    return rows.sorted { ($0.share, $0.name) > ($1.share, $1.name) }
      + [
        Row(
          name: "between operations", implementation: "", callsPerRun: 1,
          medianMicroseconds: rest * Double(total) / Double(runs) / 1000, share: rest)
      ]
  }

  /// The rows as a text table.
  var table: String {
    func cell(_ text: String, _ width: Int) -> String {
      text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
    }
    func number(_ value: Double, _ digits: Int, _ width: Int) -> String {
      let text = value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let head = "\(cell("operation", 46)) \(cell("implementation", 20))  calls µs per call  share"
    return
      ([head]
      + rows.map {
        "\(cell($0.name, 46)) \(cell($0.implementation, 20)) \(number($0.callsPerRun, 0, 6)) "
          + "\(number($0.medianMicroseconds, 1, 10)) \(number($0.share * 100, 1, 6))%"
      }).joined(separator: "\n")
  }
}
