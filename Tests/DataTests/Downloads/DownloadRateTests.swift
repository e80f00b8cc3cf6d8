import SiamDownloads
import Testing

@Suite struct DownloadRateTests {
  @Test func `the speed is that of the last seconds`() throws {
    var rate = DownloadRate()
    #expect(rate.bytesPerSecond == nil)
    // A fast start long ago, then a steady 1,000 bytes per second in many small steps.
    rate.record(0, at: 0)
    rate.record(1_000_000, at: 1)
    for step in 1...2_000 { rate.record(1_000_000 + step * 10, at: 1 + Double(step) * 0.01) }
    let speed = try #require(rate.bytesPerSecond)
    #expect(abs(speed - 1_000) < 20)
  }

  @Test func `starting over doesn't make the speed negative`() throws {
    var rate = DownloadRate()
    rate.record(5_000, at: 0)
    rate.record(6_000, at: 1)
    rate.record(100, at: 2)
    #expect(rate.bytesPerSecond == nil)
    rate.record(1_100, at: 3)
    #expect(rate.bytesPerSecond == 1_000)
  }

  @Test func `the speed is 0 after a silence`() throws {
    var rate = DownloadRate()
    rate.record(0, at: 0)
    rate.record(1_000, at: 1)
    rate.record(1_000, at: 20)
    rate.record(1_000, at: 30)
    #expect(rate.bytesPerSecond == 0)
  }
}
