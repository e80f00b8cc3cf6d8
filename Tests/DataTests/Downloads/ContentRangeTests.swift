import Testing

@testable import SiamDownloads

@Suite struct ContentRangeTests {
  @Test func `a valid range is parsed`() {
    let range = ContentRange("bytes 100-199/1000")
    #expect(range?.first == 100 && range?.total == 1000)
    let unknown = ContentRange("Bytes 0-0/*")
    #expect(unknown != nil && unknown?.total == nil)
  }

  @Test(arguments: [
    "", "bytes", "bytes */1000", "bytes 5-4/10", "bytes 0-10/10", "bytes -5-9/10", "bytes 0-9", "bytes 0-9/10/11",
    "lines 0-9/10", "bytes 99999999999999999999-9/10", "bytes 0-9/x", "bytes 0-9/",
  ])
  func `an invalid range is rejected`(_ value: String) {
    #expect(ContentRange(value) == nil)
  }
}
