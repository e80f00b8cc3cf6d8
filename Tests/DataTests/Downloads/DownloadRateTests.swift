import SiamDownloads
import Testing

@Suite struct DownloadRateTests {
  @Test func `the speed is that of the last seconds`() throws {
    var rate = DownloadRate()
    #expect(rate.bytesPerSecond == nil)
    // A fast start that is long past, then a steady thousand a second, in many small steps.
    rate.note(0, at: 0)
    rate.note(1_000_000, at: 1)
    for step in 1...2_000 { rate.note(1_000_000 + step * 10, at: 1 + Double(step) * 0.01) }
    let speed = try #require(rate.bytesPerSecond)
    #expect(abs(speed - 1_000) < 20)
  }

  @Test func `starting over is no negative speed`() throws {
    var rate = DownloadRate()
    rate.note(5_000, at: 0)
    rate.note(6_000, at: 1)
    rate.note(100, at: 2)
    #expect(rate.bytesPerSecond == nil)
    rate.note(1_100, at: 3)
    #expect(rate.bytesPerSecond == 1_000)
  }

  @Test func `a silence is seen`() throws {
    var rate = DownloadRate()
    rate.note(0, at: 0)
    rate.note(1_000, at: 1)
    rate.note(1_000, at: 20)
    rate.note(1_000, at: 30)
    #expect(rate.bytesPerSecond == 0)
  }
}
