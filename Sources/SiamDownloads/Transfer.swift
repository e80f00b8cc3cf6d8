import Foundation
import FoundationNetworking
import Synchronization

/// Who takes what a transfer brings, in the order it comes.
protocol TransferReceiver: Sendable {
  /// The status and the headers; thrown errors end the transfer.
  func begin(_ response: HTTPURLResponse) throws(DownloadError)
  /// Some of the body.
  func receive(_ data: Data) throws(DownloadError)
}

/// One HTTP request, and its answer streamed to a receiver: what is under way is held in memory up to a megabyte.
struct Transfer {
  /// Pieces of an answer that may wait for the receiver; `URLSession` brings up to 16 KiB in each.
  private static let piecesWaiting = 64

  let request: URLRequest
  /// How long nothing may come, in seconds, before we give up.
  let stallSeconds: Double

  /// Runs to the end of the answer.
  ///
  /// - Throws: `DownloadError`, the receiver's among them; `.cancelled` where the task is.
  func run(into receiver: any TransferReceiver) async throws(DownloadError) {
    let outcome = TransferOutcome(request.url?.absoluteString ?? "")
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    // Ours is finer, and knows a slow disk from a silent server.
    configuration.timeoutIntervalForRequest = max(60, 2 * stallSeconds)
    let session = URLSession(
      configuration: configuration, delegate: TransferDelegate(receiver, outcome),
      delegateQueue: BoundedQueue(limit: Self.piecesWaiting))
    let task = session.dataTask(with: request)
    let watch = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(stallSeconds / 8))
        outcome.endIfStalled(for: stallSeconds)
      }
    }
    task.resume()
    let result = await withTaskCancellationHandler {
      await outcome.end()
    } onCancel: {
      outcome.end(.failure(.cancelled))
    }
    watch.cancel()
    // A task that has told its end is left to finish: to cancel it in that instant would be to end it twice.
    if outcome.hasCompleted { session.finishTasksAndInvalidate() } else { session.invalidateAndCancel() }
    try result.get()
  }
}

/// How a transfer ends: by whichever of its delegate, the watch for silence and the user is first.
final class TransferOutcome: Sendable {
  private struct State {
    var address: String
    var lastCame = ContinuousClock.now
    /// The receiver is at work: whatever takes so long, it isn't the server.
    var isReceiving = false
    var redirects = 0
    var hasCompleted = false
    var result: Result<Void, DownloadError>?
    var waiter: CheckedContinuation<Result<Void, DownloadError>, Never>?
  }

  private let state: Mutex<State>

  init(_ address: String) { state = Mutex(State(address: address)) }

  /// Where the answer comes from: the last place we were sent to.
  var address: String { state.withLock { $0.address } }

  /// The transfer's end, as soon as there is one.
  func end() async -> Result<Void, DownloadError> {
    await withCheckedContinuation { continuation in
      let result = state.withLock { state in
        if state.result == nil { state.waiter = continuation }
        return state.result
      }
      if let result { continuation.resume(returning: result) }
    }
  }

  /// Whether the session has told the end of its task.
  var hasCompleted: Bool { state.withLock { $0.hasCompleted } }

  /// Ends it as the session says.
  func complete(_ result: Result<Void, DownloadError>) {
    state.withLock { $0.hasCompleted = true }
    end(result)
  }

  /// Ends it; what comes later counts no more.
  func end(_ result: Result<Void, DownloadError>) {
    let waiter = state.withLock { state -> CheckedContinuation<Result<Void, DownloadError>, Never>? in
      guard state.result == nil else { return nil }
      state.result = result
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: result)
  }

  /// Ends it where nothing has come for so long.
  func endIfStalled(for seconds: Double) {
    let address = state.withLock { state in
      !state.isReceiving && ContinuousClock.now - state.lastCame > .seconds(seconds) ? state.address : nil
    }
    if let address { end(.failure(.stalled(address: address, seconds: seconds))) }
  }

  /// Gives the receiver something; false where the transfer is over, or is by that.
  func receiving(_ body: () throws(DownloadError) -> Void) -> Bool {
    let isOver = state.withLock { state in
      state.isReceiving = state.result == nil
      return state.result != nil
    }
    if isOver { return false }
    defer {
      state.withLock { state in
        state.isReceiving = false
        state.lastCame = .now
      }
    }
    do throws(DownloadError) {
      try body()
      return true
    } catch {
      end(.failure(error))
      return false
    }
  }

  /// Counts a place we are sent to; false after ten.
  func redirect(to address: String) -> Bool {
    state.withLock { state in
      state.address = address
      state.lastCame = .now
      state.redirects += 1
      return state.redirects <= 10
    }
  }
}
