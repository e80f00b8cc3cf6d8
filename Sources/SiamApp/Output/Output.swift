import Foundation
import SiamCore
import SiamTerminal
import Synchronization

/// The streams that a command writes to: those of the process, or a caller's buffers.
///
/// A command writes to the output of its task, so that tests run commands in their own process:
/// `Output.$current.withValue(.memory(…)) { … }`.
struct Output: Sendable {
  /// The output of the current task.
  @TaskLocal static var current = process

  /// The environment variables of the current task's command.
  @TaskLocal static var environment = ProcessInfo.processInfo.environment

  var standardOutput: OutputStream
  var standardError: OutputStream
  /// Whether a screen can be drawn: standard input and output are terminals.
  var isInteractive: Bool
  /// Whether the command owns the process, and so handles its signals.
  var ownsProcess: Bool
  /// Whether the process ends, as by signal PIPE, once standard output is a pipe whose reader is gone.
  var endsAtBrokenPipe = false

  /// The process's own streams.
  static let process = Output(
    standardOutput: .process(ProcessStream(STDOUT_FILENO, name: "standard output")),
    standardError: .process(ProcessStream(STDERR_FILENO, name: "standard error")),
    isInteractive: isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1, ownsProcess: true, endsAtBrokenPipe: true)

  /// The same streams for a command that has more to do than to print: it continues without a reader.
  var outlivingReader: Output {
    var output = self
    output.endsAtBrokenPipe = false
    return output
  }

  /// Buffers in memory.
  static func memory(output: TextBuffer, errors: TextBuffer) -> Output {
    Output(
      standardOutput: .memory(output), standardError: .memory(errors), isInteractive: false, ownsProcess: false)
  }

  /// Writes a line to standard output.
  static func print(_ line: String, terminator: String = "\n") {
    let output = current
    output.standardOutput.write(line + terminator)
    if output.endsAtBrokenPipe, output.standardOutput.process?.loss?.isBrokenPipe == true {
      StandardStreams.endAtBrokenPipe()
    }
  }

  /// Writes a line to standard error.
  static func printError(_ line: String) { current.standardError.write(line + "\n") }

  /// Says once on the other stream that lines of one are lost.
  ///
  /// - Parameters:
  ///   - isData: whether standard output is for data alone, such as JSON; nothing is said there then.
  ///   - consequence: what follows if the reader of standard output has ended.
  static func reportLoss(isData: Bool, consequence: String = "its lines are lost") {
    if let text = current.standardOutput.process?.unreportedLoss(consequence: consequence) {
      printError("siam: \(text)")
    }
    if !isData, let text = current.standardError.process?.unreportedLoss() { print("siam: \(text)") }
  }

  /// Returns a command's exit status once its output is complete: another one if the command succeeded and lines are
  /// lost.
  static func finish(_ status: Int32) -> Int32 {
    let streams = [current.standardOutput, current.standardError].compactMap(\.process)
    for stream in streams { stream.flush() }
    reportLoss(isData: true)
    let isLost = streams.contains { $0.loss != nil }
    return status == ExitStatus.success && isLost ? ExitStatus.lostOutput : status
  }
}

/// One stream of a command's output.
enum OutputStream: Sendable {
  /// A stream of the process.
  case process(ProcessStream)
  /// A buffer in memory.
  case memory(TextBuffer)

  /// Appends text.
  func write(_ text: String) {
    switch self {
    case .process(let stream): stream.write(text)
    case .memory(let buffer): buffer.append(text)
    }
  }

  /// The stream of the process, if it is one.
  var process: ProcessStream? {
    switch self {
    case .process(let stream): stream
    case .memory: nil
    }
  }

  /// Whether the stream is a terminal.
  var isTerminal: Bool {
    switch self {
    case .process(let stream): isatty(stream.descriptor) == 1
    case .memory: false
    }
  }

  /// The stream's width and colours.
  var display: PrintedOutput {
    switch self {
    case .process(let stream): PrintedOutput(descriptor: stream.descriptor)
    case .memory: .plain
    }
  }
}

/// Text that grows; safe to append to from any thread.
final class TextBuffer: Sendable {
  private let state = Mutex("")

  /// What has been written so far.
  var text: String { state.withLock { $0 } }

  /// Appends text.
  func append(_ text: String) { state.withLock { $0 += text } }
}

/// A report as one JSON object with an `event` key that names its kind: `{"event":"verification","accuracy":…}`.
struct EventLine<Report: Encodable>: Encodable {
  var event: String
  var report: Report

  private enum CodingKeys: CodingKey { case event }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(event, forKey: .event)
    try report.encode(to: encoder)
  }

  /// The object as a line of text.
  var text: String { get throws { try EventLines().line(of: self) } }
}
