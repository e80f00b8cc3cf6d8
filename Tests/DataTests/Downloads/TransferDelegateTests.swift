import Foundation
import FoundationNetworking
import Testing

@testable import SiamDownloads

@Suite struct TransferDelegateTests {
  @Test func `a certificate nobody vouches for is not tried again`() {
    // As URLSession passes on what libcurl says.
    let error = NSError(
      domain: NSURLErrorDomain, code: NSURLErrorUnknown,
      userInfo: [NSLocalizedDescriptionKey: "SSL certificate problem: self-signed certificate"])
    let failure = TransferDelegate.failure(URLError(_nsError: error), at: "https://a.org/b.zip")
    let reason =
      "no secure connection (SSL certificate problem: self-signed certificate); is ca-certificates installed?"
    #expect(failure == .unreachable(host: "a.org", reason: reason))
  }

  @Test func `what broke otherwise is`() {
    let failure = TransferDelegate.failure(URLError(.networkConnectionLost), at: "https://a.org/b.zip")
    #expect(failure.isPassing && !failure.isUnreachable)
  }
}
