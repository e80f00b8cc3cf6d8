import Foundation
import Synchronization

/// The built program on a pseudo-terminal of the test, which records what it writes and when.
final class ProgramOnTerminal {
  /// A chunk of the program's output.
  struct Chunk: Sendable {
    var time: ContinuousClock.Instant
    var bytes: [UInt8]
  }

  let process: pid_t
  private let master: Int32
  /// Stays open, so that the device outlives the program.
  private let slave: Int32
  private let reader: Reader
  private var status: Int32?

  /// Starts the program in a folder, as the leader of a session whose terminal this is.
  init(
    _ arguments: [String], in folder: URL, width: UInt16 = 120, height: UInt16 = 40,
    environment: [String: String] = ["TERM": "xterm-256color", "COLORTERM": "truecolor"], program: String? = nil
  ) throws {
    let device: String
    (master, slave, device) = try Self.device(width: width, height: height)
    reader = Reader(master)
    var variables = ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder.path]
    variables.merge(environment) { $1 }
    process = try Self.spawn(
      program ?? SiamProgram.path, arguments, on: device, in: folder,
      environment: variables.map { "\($0)=\($1)" })
  }

  /// Ends the program, if it still runs, and the device.
  func close() {
    if status == nil {
      kill(process, SIGKILL)
      _ = end(seconds: 30)
    }
    reader.stop()
    _ = Glibc.close(slave)
  }

  // MARK: Typing and signals

  /// Sends bytes as a terminal does.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// Ends reading, as a terminal that hangs, until `resumeReading`.
  func stopReading() { reader.isStalled.store(true, ordering: .releasing) }
  func resumeReading() { reader.isStalled.store(false, ordering: .releasing) }

  // MARK: Output

  /// The number of bytes written so far.
  var count: Int { reader.state.withLock { $0.count } }

  /// Returns the output from a byte offset on.
  func chunks(from start: Int = 0) -> [Chunk] {
    reader.state.withLock { state in
      var (offset, result) = (0, [Chunk]())
      for chunk in state.chunks {
        let end = offset + chunk.bytes.count
        if end > start {
          result.append(Chunk(time: chunk.time, bytes: Array(chunk.bytes.suffix(end - max(start, offset)))))
        }
        offset = end
      }
      return result
    }
  }

  /// Returns the output from a byte offset on, as text.
  func output(from start: Int = 0) -> String {
    String(decoding: chunks(from: start).flatMap(\.bytes), as: UTF8.self)
  }

  /// Waits until the output after a byte offset contains some text.
  ///
  /// - Returns: the time, or nil if it never did.
  func wait(for text: String, from start: Int = 0, seconds: Double = 240) -> ContinuousClock.Instant? {
    let wanted = Array(text.utf8)
    let limit = SuspendingClock.now + .seconds(seconds)
    while SuspendingClock.now < limit {
      var seen: [UInt8] = []
      for chunk in chunks(from: start) {
        seen += chunk.bytes
        if seen.firstRange(of: wanted) != nil { return chunk.time }
      }
      usleep(1000)
    }
    return nil
  }

  // MARK: Exit

  /// The device's modes, as bytes to compare.
  func modes() -> [UInt8] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }

  /// Waits for the program's end.
  ///
  /// - Returns: the status of `waitpid`, or nil if the program still runs.
  func end(seconds: Double = 240) -> Int32? {
    let limit = SuspendingClock.now + .seconds(seconds)
    while status == nil, SuspendingClock.now < limit {
      var code: Int32 = 0
      if waitpid(process, &code, WNOHANG) == process { status = code } else { usleep(1000) }
    }
    // The reader has yet to receive the last output.
    if status != nil { reader.settle() }
    return status
  }

  // MARK: Starting

  private static func device(
    width: UInt16, height: UInt16
  ) throws -> (master: Int32, slave: Int32, name: String) {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw CocoaError(.fileReadUnknown) }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return (master, slave, String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  private static func spawn(
    _ program: String, _ arguments: [String], on device: String, in folder: URL, environment: [String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that a session leader opens becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, device, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which is not imported.
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // Descriptors of other tests are not inherited, and a crash leaves no core file.
    let script = """
      for f in /proc/$$/fd/*; do n=${f##*/}; [ $n -gt 2 ] && eval "exec $n>&-"; done
      ulimit -c 0; ulimit -t \(SiamProgram.maxProcessorSeconds); cd "$0" && exec "$@"
      """
    var argv = (["bash", "-c", script, folder.path, program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + variables { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/bash", &actions, &attributes, &argv, &variables) == 0 else {
      throw CocoaError(.executableLoad)
    }
    return process
  }
}

/// Reads a pseudo-terminal continuously, as its buffer holds only a few kilobytes, and answers as a terminal does.
private final class Reader: Sendable {
  /// The query that programs send at the start (DA1), and the reply of a terminal with a black background.
  private static let query = Array("\u{1B}[c".utf8)
  private static let reply = Array("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?62;22c".utf8)

  struct State {
    var chunks: [ProgramOnTerminal.Chunk] = []
    var count = 0
    var isIdle = false
  }

  let state = Mutex(State())
  let isStalled = Atomic(false)
  private let isOver = Atomic(false)

  init(_ master: Int32) {
    let thread = Thread { [self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while !isOver.load(ordering: .acquiring) {
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard !isStalled.load(ordering: .acquiring), poll(&waiting, 1, 5) > 0 else {
          state.withLock { $0.isIdle = true }
          // A stalled reader must not use a core that is measured.
          usleep(isStalled.load(ordering: .acquiring) ? 20_000 : 200)
          continue
        }
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { break }
        if buffer[..<count].firstRange(of: Self.query) != nil {
          _ = write(master, Self.reply, Self.reply.count)
        }
        let chunk = ProgramOnTerminal.Chunk(time: .now, bytes: Array(buffer[..<count]))
        state.withLock { state in
          state.isIdle = false
          state.count += count
          state.chunks.append(chunk)
        }
      }
      close(master)
    }
    thread.start()
  }

  /// Waits until no more output arrives.
  func settle() {
    state.withLock { $0.isIdle = false }
    for _ in 0..<2000 where !state.withLock({ $0.isIdle }) { usleep(1000) }
  }

  func stop() { isOver.store(true, ordering: .releasing) }
}
