import Foundation
import SiamFiles
import Synchronization

/// A file system whose calls fail or block as a test requests, once or from then on.
final class FaultyFiles: FileSystem {
  private struct State {
    var calls = 0
    var failing: Set<Int> = []
    var failsForever = false
    var code: Int32 = ENOSPC
    /// A part of the paths whose calls fail; nil for all.
    var part: String?
  }

  private let state = Mutex(State())
  private let gate = Gate()
  private let system = PosixFileSystem()

  init(dyingAt call: Int? = nil) {
    state.withLock { state in
      guard let call else { return }
      state.failing = [call]
      state.failsForever = true
      state.code = EIO
    }
  }

  /// The number of calls so far.
  var calls: Int { state.withLock { $0.calls } }

  /// Makes every further call fail with an error code, or succeed if it is nil.
  ///
  /// - Parameters:
  ///   - code: the error code.
  ///   - part: a part of the paths whose calls fail (default: all).
  func fail(_ code: Int32?, on part: String? = nil) {
    state.withLock { state in
      state.part = part
      state.failing = code == nil ? [] : [0]
      state.failsForever = code != nil
      state.code = code ?? 0
    }
  }

  /// Makes every further call block, as on a busy disk, or stops that.
  func stall(_ isStalled: Bool) { gate.set(isStalled) }

  /// Counts a call. If the process dies during a write, half of the bytes have been written.
  private func count(_ path: String) throws(FileFailure) {
    gate.pass()
    let code: Int32? = state.withLock { state in
      state.calls += 1
      let isFailing = state.failing.contains { $0 == state.calls || (state.failsForever && $0 <= state.calls) }
      return isFailing && state.part.map(path.contains) != false ? state.code : nil
    }
    if let code { throw FileFailure(code: code, path: path) }
  }

  func truncate(_ file: OpenFile, to length: Int) throws(FileFailure) {
    try count(file.path)
    try system.truncate(file, to: length)
  }

  func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile {
    try count(path)
    return try system.open(path, mode)
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileFailure) -> Int {
    do throws(FileFailure) {
      try count(file.path)
    } catch {
      if state.withLock({ $0.failing.contains($0.calls) && $0.failsForever }) {
        _ = try? system.write(bytes.prefix(bytes.count / 2), to: file)
      }
      throw error
    }
    return try system.write(bytes, to: file)
  }

  func sync(_ file: OpenFile) throws(FileFailure) {
    try count(file.path)
    try system.sync(file)
  }

  func rename(_ path: String, to other: String) throws(FileFailure) {
    try count(other)
    try system.rename(path, to: other)
  }

  func link(_ path: String, to other: String) throws(FileFailure) {
    try count(other)
    try system.link(path, to: other)
  }

  func remove(_ path: String) throws(FileFailure) {
    try count(path)
    try system.remove(path)
  }

  func makeFolder(_ path: String) throws(FileFailure) {
    try count(path)
    try system.makeFolder(path)
  }

  func lock(_ file: OpenFile) throws(FileFailure) -> Bool { try system.lock(file) }

  func isLocked(_ file: OpenFile) throws(FileFailure) -> Bool { try system.isLocked(file) }

  func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
    try system.read(file, at: offset, count: count)
  }

  func length(of file: OpenFile) throws(FileFailure) -> Int { try system.length(of: file) }

  func isNamed(_ path: String, _ file: OpenFile) -> Bool { system.isNamed(path, file) }
}

/// Blocks threads while it is closed.
///
/// `@unchecked Sendable`: `isClosed` is accessed only while `condition` is locked.
private final class Gate: @unchecked Sendable {
  private let condition = NSCondition()
  private var isClosed = false

  func set(_ isClosed: Bool) {
    condition.withLock {
      self.isClosed = isClosed
      condition.broadcast()
    }
  }

  func pass() {
    condition.withLock { while isClosed { condition.wait() } }
  }
}
