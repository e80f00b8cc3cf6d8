import Foundation
import Glibc

/// The built program with standard streams that are closed, full, or pipes whose other end is gone.
struct BrokenStreams: CustomStringConvertible {
  /// What is wrong with a stream.
  enum Fault: String, CaseIterable { case none, closed, full, broken }

  /// How the program ended.
  enum Ending: Equatable { case exit(Int32), signal(Int32) }

  var input = Fault.none
  var output = Fault.none
  var errors = Fault.none

  var description: String { "input \(input), output \(output), errors \(errors)" }

  /// Runs the program in a folder, to its end.
  ///
  /// - Returns: how it ended, and what it wrote to the streams that are whole.
  func run(_ arguments: [String], in folder: URL) async throws -> (ending: Ending, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ulimit -c 0; exec \"$0\" \"$@\" \(redirections)", SiamProgram.path] + arguments
    process.currentDirectoryURL = folder
    process.environment = SiamProgram.environment([:])
    let captured = (try Self.temporaryFile(), try Self.temporaryFile())
    process.standardInput = input == .broken ? try Self.brokenPipe(isRead: true) : FileHandle.nullDevice
    process.standardOutput = output == .broken ? try Self.brokenPipe(isRead: false) : captured.0
    process.standardError = errors == .broken ? try Self.brokenPipe(isRead: false) : captured.1
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    let status = process.terminationStatus
    return (
      process.terminationReason == .uncaughtSignal ? .signal(status) : .exit(status),
      try Self.text(of: captured.0), try Self.text(of: captured.1)
    )
  }

  private var redirections: String {
    func text(_ fault: Fault, _ operation: String) -> String {
      switch fault {
      case .none, .broken: ""
      case .closed: "\(operation)&-"
      case .full: "\(operation)/dev/full"
      }
    }
    return [text(input, "<"), text(output, ">"), text(errors, "2>")].joined(separator: " ")
  }

  /// One end of a pipe whose other end is gone; no other process gets either.
  private static func brokenPipe(isRead: Bool) throws -> FileHandle {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    close(ends[isRead ? 1 : 0])
    return FileHandle(fileDescriptor: ends[isRead ? 0 : 1], closeOnDealloc: true)
  }

  private static func temporaryFile() throws -> FileHandle {
    let path = NSTemporaryDirectory() + "/siam-test-\(UUID().uuidString)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0, unlink(path) == 0 else { throw POSIXError(.EIO) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func text(of file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }
}
