import Foundation
import Synchronization
import Testing

@testable import SiamApp

/// A standard stream whose writes fail, or write a part.
@Suite struct ProcessStreamTests {
  /// A file that takes a number of bytes, and more after `makeRoom`.
  private final class SmallDisk: Sendable {
    private let state = Mutex((written: [UInt8](), room: 0, code: ENOSPC))

    init(room: Int) { makeRoom(room) }

    func makeRoom(_ count: Int) { state.withLock { $0.room += count } }
    func fail(_ code: Int32) { state.withLock { $0.code = code } }
    var text: String { state.withLock { String(decoding: $0.written, as: UTF8.self) } }

    func write(_ bytes: ArraySlice<UInt8>) -> (count: Int, code: Int32) {
      state.withLock { state in
        let count = min(bytes.count, state.room)
        state.written += bytes.prefix(count)
        state.room -= count
        return (count, count < bytes.count ? state.code : 0)
      }
    }

    var stream: ProcessStream { ProcessStream(1, name: "standard output") { [self] bytes, _ in write(bytes) } }
  }

  @Test(arguments: 0...14) func `a disk that was full has whole lines only`(_ room: Int) {
    let disk = SmallDisk(room: room)
    let stream = disk.stream
    stream.write("first\n")
    stream.write("second\n")
    stream.write("third\n")
    disk.makeRoom(1000)
    stream.write("last\n")
    let lines = disk.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "" && lines.dropLast().last == "last", "\(disk.text)")
    #expect(lines.dropLast().allSatisfy { ["first", "second", "third", "last"].contains($0) }, "\(disk.text)")
    #expect(stream.loss?.code == ENOSPC)
  }

  @Test func `a loss is reported once`() {
    let disk = SmallDisk(room: 3)
    let stream = disk.stream
    #expect(stream.unreportedLoss() == nil && stream.loss == nil)
    stream.write("line\n")
    #expect(
      stream.unreportedLoss()
        == "standard output can't be written (no space left on device), so lines are lost; free some space")
    stream.write("line\n")
    #expect(stream.unreportedLoss() == nil)
  }

  @Test(arguments: [
    (EBADF, "standard output is closed"), (EPIPE, "the reader of standard output has ended"),
    (EIO, "(input/output error)"), (EFBIG, "(file too large)"),
  ]) func `a loss names its reason`(_ code: Int32, _ text: String) {
    let disk = SmallDisk(room: 0)
    disk.fail(code)
    let stream = disk.stream
    stream.write("line\n")
    #expect(stream.unreportedLoss()?.contains(text) == true)
    #expect(stream.loss?.isBrokenPipe == (code == EPIPE))
  }

  @Test func `a full pipe that doesn't block is waited for`() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let (reading, writing) = (ends[0], ends[1])
    let text = String(repeating: "line of text\n", count: 50_000)
    let stream = ProcessStream(writing, name: "standard output")
    let thread = Thread {
      stream.write(text)
      close(writing)
    }
    thread.start()
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(reading, &buffer, buffer.count)
      if count == 0 { break }
      if count > 0 { received += buffer[..<count] } else { usleep(1000) }
    }
    close(reading)
    #expect(received.count == text.utf8.count && stream.loss == nil)
  }

  @Test func `a command's status says that its output is lost`() async throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let errors = TextBuffer()
    for (arguments, status) in [(["completions", "bash"], ExitStatus.lostOutput), (["dance"], ExitStatus.usage)] {
      let output = Output(
        standardOutput: .process(ProcessStream(full, name: "standard output")), standardError: .memory(errors),
        isInteractive: false, ownsProcess: false)
      #expect(await Output.$current.withValue(output) { await Program.run(arguments) } == status)
    }
    #expect(errors.text.contains("siam: standard output can't be written (no space left on device)"))
  }
}
