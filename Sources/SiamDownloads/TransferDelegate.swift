import Foundation
import FoundationNetworking

/// Passes the events of a `URLSession` task on to a receiver.
///
/// Never cancels the task: the session's own queue may be waiting for the delegate's.
final class TransferDelegate: NSObject, URLSessionDataDelegate, Sendable {
  private let receiver: any TransferReceiver
  private let outcome: TransferOutcome

  init(_ receiver: any TransferReceiver, _ outcome: TransferOutcome) {
    self.receiver = receiver
    self.outcome = outcome
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let continues = outcome.receiving { () throws(DownloadError) in
      guard let response = response as? HTTPURLResponse else {
        throw .broken(address: outcome.address, reason: "not an HTTP response")
      }
      try receiver.begin(response)
    }
    completionHandler(continues ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    _ = outcome.receiving { () throws(DownloadError) in try receiver.receive(data) }
  }

  /// Ends the transfer with the target of a redirect.
  ///
  /// The handler is never called: if the task was cancelled meanwhile, calling it crashes FoundationNetworking.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    let target = request.url?.absoluteString ?? "nowhere"
    if let address = HTTPAddress(target) {
      outcome.end(.success(.redirected(address)))
    } else {
      outcome.end(.failure(.badRedirect(address: outcome.address, target: target)))
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let error else { return outcome.complete(.success(.complete)) }
    outcome.complete(.failure(Self.failure(error, at: outcome.address)))
  }

  /// Converts an error of `URLSession` to one for users.
  static func failure(_ error: any Error, at address: String) -> DownloadError {
    let host = HTTPAddress(address)?.host ?? address
    let message = error.localizedDescription
    return switch (error as? URLError)?.code {
    case .cannotFindHost, .dnsLookupFailed: .unreachable(host: host, reason: "unknown host; check the network")
    case .cannotConnectToHost: .unreachable(host: host, reason: "connection failed; check the network")
    case .notConnectedToInternet: .unreachable(host: host, reason: "no network")
    case .timedOut: .broken(address: address, reason: "no response in time")
    // libcurl reports an invalid certificate by its message only; most often ca-certificates is missing.
    case .secureConnectionFailed,
      _ where message.contains("certificate"):
      .unreachable(host: host, reason: "no secure connection (\(message)); is ca-certificates installed?")
    default: .broken(address: address, reason: "the connection broke (\(message))")
    }
  }
}
