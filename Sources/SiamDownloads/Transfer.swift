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

/// One HTTP request, sent on to where its answer is, and that streamed to a receiver: what is under way is held in
/// memory up to a megabyte.
struct Transfer {
  /// Pieces of an answer that may wait for the receiver; `URLSession` brings up to 16 KiB in each.
  private static let piecesWaiting = 64
  /// How often it may be sent elsewhere.
  private static let redirects = 10

  let request: URLRequest
  /// How long nothing may come, in seconds, before we give up.
  let stallSeconds: Double

  /// Runs to the end of the answer.
  ///
  /// - Throws: `DownloadError`, the receiver's among them; `.cancelled` where the task is.
  func run(into receiver: any TransferReceiver) async throws(DownloadError) {
    var request = request
    for _ in 0...Self.redirects {
      guard case .sentTo(let target) = try await answer(to: request, into: receiver) else { return }
      request.url = target.url
    }
    throw .misled(address: self.request.url?.absoluteString ?? "", target: request.url?.absoluteString ?? "")
  }

  /// Takes what one address answers.
  private func answer(
    to request: URLRequest, into receiver: any TransferReceiver
  ) async throws(DownloadError) -> TransferEnd {
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
    outcome.cancel(task)
    // Not `invalidateAndCancel`: that one looks through the tasks while one is perhaps just leaving.
    session.finishTasksAndInvalidate()
    return try result.get()
  }
}

/// What came of a request.
enum TransferEnd: Sendable {
  /// The receiver has all of the answer.
  case whole
  /// What was asked for is elsewhere.
  case sentTo(HTTPAddress)
}

/// How a transfer ends: by whichever of its delegate, the watch for silence and the user is first.
final class TransferOutcome: Sendable {
  private struct State {
    var lastCame = ContinuousClock.now
    /// The receiver is at work: whatever takes so long, it isn't the server.
    var isReceiving = false
    var result: Result<TransferEnd, DownloadError>?
    var waiter: CheckedContinuation<Result<TransferEnd, DownloadError>, Never>?

    /// How it ended, once nothing is under way any more.
    var over: Result<TransferEnd, DownloadError>? { isReceiving ? nil : result }
  }

  /// Where the answer comes from.
  let address: String
  private let state = Mutex(State())
  /// Whether the session has told the end of its task.
  private let hasCompleted = Mutex(false)

  init(_ address: String) { self.address = address }

  /// The transfer's end, as soon as there is one and the receiver is given nothing any more.
  func end() async -> Result<TransferEnd, DownloadError> {
    await withCheckedContinuation { continuation in
      let result = state.withLock { state in
        if state.over == nil { state.waiter = continuation }
        return state.over
      }
      if let result { continuation.resume(returning: result) }
    }
  }

  /// Ends it as the session says.
  func complete(_ result: Result<TransferEnd, DownloadError>) {
    // Waits for a cancellation that has begun: a task that ends amid one is a fatal error of FoundationNetworking's.
    hasCompleted.withLock { $0 = true }
    end(result)
  }

  /// Cancels a task; one that has told its end is left to finish, as it can't end twice.
  func cancel(_ task: URLSessionTask) { hasCompleted.withLock { if !$0 { task.cancel() } } }

  /// Ends it; what comes later counts no more.
  func end(_ result: Result<TransferEnd, DownloadError>) {
    change { if $0.result == nil { $0.result = result } }
  }

  /// Changes the state, and lets who waits go on where it is over by that.
  private func change(_ body: (inout State) -> Void) {
    let (over, waiter) = state.withLock { state in
      body(&state)
      defer { if state.over != nil { state.waiter = nil } }
      return (state.over, state.waiter)
    }
    if let over { waiter?.resume(returning: over) }
  }

  /// Ends it where nothing has come for so long.
  func endIfStalled(for seconds: Double) {
    let isStalled = state.withLock { state in
      !state.isReceiving && ContinuousClock.now - state.lastCame > .seconds(seconds)
    }
    if isStalled { end(.failure(.stalled(address: address, seconds: seconds))) }
  }

  /// Gives the receiver something; false where the transfer is over, or is by that.
  func receiving(_ body: () throws(DownloadError) -> Void) -> Bool {
    let isOver = state.withLock { state in
      state.isReceiving = state.result == nil
      return state.result != nil
    }
    if isOver { return false }
    defer {
      change { state in
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
}
