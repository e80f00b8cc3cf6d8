import Foundation
import SiamFiles
import SiamTerminal
import Synchronization

/// Standard output or standard error of the process. A write that fails is recorded, and the text is lost.
///
/// A line that was written in part is completed before anything else is written, so that a file that was full for a
/// while has whole lines only.
final class ProcessStream: Sendable {
  /// Text that could not be written.
  struct Loss: Equatable, Sendable {
    /// The value of `errno` of the first write that failed.
    var code: Int32

    /// Whether the stream is a pipe whose reader is gone.
    var isBrokenPipe: Bool { code == EPIPE }
  }

  private struct State {
    /// The rest of a text that was written in part.
    var rest: ArraySlice<UInt8> = []
    var loss: Loss?
    var isReported = false
  }

  let descriptor: Int32
  private let name: String
  private let write: @Sendable (ArraySlice<UInt8>, Int32) -> (count: Int, code: Int32)
  private let state = Mutex(State())

  /// Writes to an open file.
  ///
  /// - Parameters:
  ///   - descriptor: the file's descriptor.
  ///   - name: the stream's name, for messages.
  ///   - write: writes bytes, as `StandardStreams.write` does.
  init(
    _ descriptor: Int32, name: String,
    write: @escaping @Sendable (ArraySlice<UInt8>, Int32) -> (count: Int, code: Int32) = {
      StandardStreams.write($0, to: $1)
    }
  ) {
    (self.descriptor, self.name, self.write) = (descriptor, name, write)
  }

  /// Writes text, from any thread.
  func write(_ text: String) {
    state.withLock { state in
      let bytes = Array(text.utf8)
      guard finishRest(&state) else { return }
      let (count, code) = write(bytes[...], descriptor)
      if code == 0 { return }
      // Without its beginning, the rest would be no line.
      if count > 0 { state.rest = bytes[count...] }
      record(code, &state)
    }
  }

  private func finishRest(_ state: inout State) -> Bool {
    if state.rest.isEmpty { return true }
    let (count, code) = write(state.rest, descriptor)
    state.rest = state.rest.dropFirst(count)
    return code == 0
  }

  private func record(_ code: Int32, _ state: inout State) {
    if state.loss == nil { state.loss = Loss(code: code) }
  }

  /// What could not be written so far; nil if everything was.
  var loss: Loss? { state.withLock { $0.loss } }

  /// Finds errors that a network's file system reports only at the end.
  func flush() {
    state.withLock { state in
      let code = StandardStreams.flush(descriptor)
      if code != 0 { record(code, &state) }
    }
  }

  /// One line about what could not be written; nil if there is nothing to say, or it has been said.
  ///
  /// - Parameter consequence: what follows if the reader of the stream has ended.
  /// - Returns: the line, without the program's name.
  func unreportedLoss(consequence: String = "its lines are lost") -> String? {
    state.withLock { state in
      guard let loss = state.loss, !state.isReported else { return nil }
      state.isReported = true
      return switch loss.code {
      case EBADF: "\(name) is closed, so its lines are lost; redirect it to a file or to /dev/null"
      case EPIPE: "the reader of \(name) has ended; \(consequence)"
      case ENOSPC, EDQUOT: "\(name) can't be written (\(reason(loss))), so lines are lost; free some space"
      default: "\(name) can't be written (\(reason(loss))), so lines are lost; redirect it to another file"
      }
    }
  }

  private func reason(_ loss: Loss) -> String { FileFailure(code: loss.code, path: name).reason }
}
