import Foundation
import FoundationNetworking
import Testing

@testable import SiamDownloads

@Suite struct TransferDelegateTests {
  @Test func `an untrusted certificate is an unreachable host`() {
    // URLSession passes on libcurl's message.
    let error = NSError(
      domain: NSURLErrorDomain, code: NSURLErrorUnknown,
      userInfo: [NSLocalizedDescriptionKey: "SSL certificate problem: self-signed certificate"])
    let failure = TransferDelegate.failure(URLError(_nsError: error), at: "https://a.org/b.zip")
    let reason =
      "no secure connection (SSL certificate problem: self-signed certificate); is ca-certificates installed?"
    #expect(failure == .unreachable(host: "a.org", reason: reason))
  }

  @Test func `a lost connection is transient`() {
    let failure = TransferDelegate.failure(URLError(.networkConnectionLost), at: "https://a.org/b.zip")
    #expect(failure.isTransient && !failure.isUnreachable)
  }
}
