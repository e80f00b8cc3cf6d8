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

  /// The process's own streams.
  static let process = Output(
    standardOutput: .descriptor(STDOUT_FILENO), standardError: .descriptor(STDERR_FILENO),
    isInteractive: isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1, ownsProcess: true)

  /// Buffers in memory.
  static func memory(output: TextBuffer, errors: TextBuffer) -> Output {
    Output(
      standardOutput: .memory(output), standardError: .memory(errors), isInteractive: false, ownsProcess: false)
  }

  /// Writes a line to standard output.
  static func print(_ line: String, terminator: String = "\n") {
    current.standardOutput.write(line + terminator)
  }

  /// Writes a line to standard error.
  static func printError(_ line: String) { current.standardError.write(line + "\n") }
}

/// One stream of a command's output.
enum OutputStream: Sendable {
  /// An open file of the process.
  case descriptor(Int32)
  /// A buffer in memory.
  case memory(TextBuffer)

  private static let failures = Atomic(false)

  /// Whether something could not be written to a stream of the process.
  static var hasFailed: Bool { failures.load(ordering: .relaxed) }

  /// Appends text.
  func write(_ text: String) {
    switch self {
    case .descriptor(let descriptor):
      do {
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
      } catch {
        // A full or closed stream can't report its own error; the exit status does.
        Self.failures.store(true, ordering: .relaxed)
      }
    case .memory(let buffer): buffer.append(text)
    }
  }

  /// Whether the stream is a terminal.
  var isTerminal: Bool {
    switch self {
    case .descriptor(let descriptor): isatty(descriptor) == 1
    case .memory: false
    }
  }

  /// The stream's width and colours.
  var display: PrintedOutput {
    switch self {
    case .descriptor(let descriptor): PrintedOutput(descriptor: descriptor)
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
