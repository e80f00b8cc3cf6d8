import Foundation
import FoundationNetworking

/// What `URLSession` tells of a transfer, passed on.
///
/// It never cancels its task: the session's own queue may be waiting for this one.
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
    let goesOn = outcome.receiving { () throws(DownloadError) in
      guard let response = response as? HTTPURLResponse else {
        throw .broken(address: outcome.address, reason: "no HTTP answer")
      }
      try receiver.begin(response)
    }
    completionHandler(goesOn ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    _ = outcome.receiving { () throws(DownloadError) in try receiver.receive(data) }
  }

  /// Ends the transfer with where it is sent to.
  ///
  /// The handler is never called: where its task was cancelled meanwhile, that would be a fatal error of
  /// FoundationNetworking's.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    let target = request.url?.absoluteString ?? "nowhere"
    if let address = HTTPAddress(target) {
      outcome.end(.success(.sentTo(address)))
    } else {
      outcome.end(.failure(.misled(address: outcome.address, target: target)))
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let error else { return outcome.complete(.success(.whole)) }
    outcome.complete(.failure(Self.failure(error, at: outcome.address)))
  }

  /// What an error of `URLSession` means to a user.
  static func failure(_ error: any Error, at address: String) -> DownloadError {
    let host = HTTPAddress(address)?.host ?? address
    let words = error.localizedDescription
    return switch (error as? URLError)?.code {
    case .cannotFindHost, .dnsLookupFailed: .unreachable(host: host, reason: "no such name is known; check the network")
    case .cannotConnectToHost: .unreachable(host: host, reason: "nothing answers there; check the network")
    case .notConnectedToInternet: .unreachable(host: host, reason: "there is no network")
    case .timedOut: .broken(address: address, reason: "no answer in time")
    // What libcurl has against a certificate comes with its words only. Without Debian's ca-certificates it is this.
    case .secureConnectionFailed,
      _ where words.contains("certificate"):
      .unreachable(host: host, reason: "no secure connection (\(words)); is ca-certificates installed?")
    default: .broken(address: address, reason: "the connection broke (\(words))")
    }
  }
}
