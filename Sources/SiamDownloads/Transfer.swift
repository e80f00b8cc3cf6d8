import Foundation
import FoundationNetworking
import Synchronization

/// Receives the response of a transfer, in order. Errors thrown end the transfer.
protocol TransferReceiver: Sendable {
  /// Handles the status and the headers.
  func begin(_ response: HTTPURLResponse) throws(DownloadError)
  /// Handles a part of the body.
  func receive(_ data: Data) throws(DownloadError)
}

/// An HTTP request that follows redirects and streams the response to a receiver, buffering at most a megabyte.
struct Transfer {
  /// The maximum number of chunks waiting for the receiver; `URLSession` delivers up to 16 KiB in each.
  private static let maxPendingChunks = 64
  /// The maximum number of redirects.
  private static let maxRedirects = 10

  let request: URLRequest
  /// The time without data after which the transfer fails, in seconds.
  let stallSeconds: Double

  /// Runs the transfer to the end of the response.
  ///
  /// - Throws: `DownloadError`, including the receiver's; `.cancelled` if the task is cancelled.
  func run(into receiver: any TransferReceiver) async throws(DownloadError) {
    var request = request
    for _ in 0...Self.maxRedirects {
      guard case .redirected(let target) = try await send(to: request, into: receiver) else { return }
      request.url = target.url
    }
    throw .badRedirect(address: self.request.url?.absoluteString ?? "", target: request.url?.absoluteString ?? "")
  }

  /// Sends the request to one address and streams its response.
  private func send(
    to request: URLRequest, into receiver: any TransferReceiver
  ) async throws(DownloadError) -> TransferEnd {
    let outcome = TransferOutcome(request.url?.absoluteString ?? "")
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    // A fallback: `endIfStalled` is more exact, and doesn't count the time the receiver takes.
    configuration.timeoutIntervalForRequest = max(60, 2 * stallSeconds)
    let session = URLSession(
      configuration: configuration, delegate: TransferDelegate(receiver, outcome),
      delegateQueue: BoundedQueue(limit: Self.maxPendingChunks))
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
    // Not `invalidateAndCancel`, which races with a task that is just ending.
    session.finishTasksAndInvalidate()
    return try result.get()
  }
}

/// The successful end of a request.
enum TransferEnd: Sendable {
  /// The receiver has the whole response.
  case complete
  /// The server redirected to another address.
  case redirected(HTTPAddress)
}

/// The outcome of a transfer, set by the first of its delegate, the stall timer and cancellation.
final class TransferOutcome: Sendable {
  private struct State {
    var lastReceived = ContinuousClock.now
    /// Whether the receiver is working, so that a pause is not the server's.
    var isReceiving = false
    var result: Result<TransferEnd, DownloadError>?
    var waiter: CheckedContinuation<Result<TransferEnd, DownloadError>, Never>?

    /// The result, once the receiver has finished too.
    var final: Result<TransferEnd, DownloadError>? { isReceiving ? nil : result }
  }

  /// The address of the request.
  let address: String
  private let state = Mutex(State())
  /// Whether the session has reported the end of its task.
  private let hasCompleted = Mutex(false)

  init(_ address: String) { self.address = address }

  /// Waits until the transfer has ended and the receiver has finished, and returns the result.
  func end() async -> Result<TransferEnd, DownloadError> {
    await withCheckedContinuation { continuation in
      let result = state.withLock { state in
        if state.final == nil { state.waiter = continuation }
        return state.final
      }
      if let result { continuation.resume(returning: result) }
    }
  }

  /// Records the result that the session reports.
  func complete(_ result: Result<TransferEnd, DownloadError>) {
    // Waits for a `cancel` in progress: a task that ends during its cancellation crashes FoundationNetworking.
    hasCompleted.withLock { $0 = true }
    end(result)
  }

  /// Cancels a task, unless it has already reported its end.
  func cancel(_ task: URLSessionTask) { hasCompleted.withLock { if !$0 { task.cancel() } } }

  /// Ends the transfer with a result, unless it has one.
  func end(_ result: Result<TransferEnd, DownloadError>) {
    change { if $0.result == nil { $0.result = result } }
  }

  /// Changes the state, and resumes the waiter if that makes the result final.
  private func change(_ body: (inout State) -> Void) {
    let (final, waiter) = state.withLock { state in
      body(&state)
      defer { if state.final != nil { state.waiter = nil } }
      return (state.final, state.waiter)
    }
    if let final { waiter?.resume(returning: final) }
  }

  /// Ends the transfer if no data has arrived for a number of seconds.
  func endIfStalled(for seconds: Double) {
    let isStalled = state.withLock { state in
      !state.isReceiving && ContinuousClock.now - state.lastReceived > .seconds(seconds)
    }
    if isStalled { end(.failure(.stalled(address: address, seconds: seconds))) }
  }

  /// Runs the receiver; returns false if the transfer was already over, or if the receiver's error ended it.
  func receiving(_ body: () throws(DownloadError) -> Void) -> Bool {
    let isOver = state.withLock { state in
      state.isReceiving = state.result == nil
      return state.result != nil
    }
    if isOver { return false }
    defer {
      change { state in
        state.isReceiving = false
        state.lastReceived = .now
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

extension URLRequest {
  /// Returns a request for a file, or for its rest if the validator still identifies the same version.
  ///
  /// Source: RFC 9110 §13.1.5 (`If-Range`: the server sends the whole file if it has changed) and §14.2.
  static func file(at url: URL, from start: Int, ifStill validator: String?) -> URLRequest {
    var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData)
    request.setValue("siam", forHTTPHeaderField: "User-Agent")
    // The file itself is counted and hashed, not a compressed form.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if let validator {
      request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range")
      request.setValue(validator, forHTTPHeaderField: "If-Range")
    }
    return request
  }
}
