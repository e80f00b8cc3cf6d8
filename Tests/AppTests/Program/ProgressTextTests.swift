import SiamCore
import SiamCanvas
import SiamDownloads
import Testing

@testable import SiamApp

/// How far a download is, as a line.
@Suite struct ProgressTextTests {
  private let text = ProgressText(label: "file.zip", done: 4_500_000, total: 9_912_422, bytesPerSecond: 2_100_000)

  @Test func `a progress line has a bar, share, bytes, speed and time left`() {
    #expect(
      text.line(width: 80, isASCII: false)
        == "file.zip  ━━━━━━━━━━╸─────────────   45 %  4.5 MB of 9.9 MB  2.1 MB/s  0:03 left")
    #expect(
      text.line(width: 80, isASCII: true)
        == "file.zip  ##########--------------   45 %  4.5 MB of 9.9 MB  2.1 MB/s  0:03 left")
  }

  @Test func `a progress line never exceeds the width`() {
    for width in 0...130 {
      let line = text.line(width: width, isASCII: false)
      #expect(line.count <= width)
    }
    #expect(text.line(width: 56, isASCII: true) == "file.zip   45 %  4.5 MB of 9.9 MB  2.1 MB/s  0:03 left")
    #expect(text.line(width: 50, isASCII: true) == "file   45 %  4.5 MB of 9.9 MB  2.1 MB/s  0:03 left")
  }

  @Test func `only a completed download shows 100 %`() {
    let almost = ProgressText(label: "", done: 99_999, total: 100_000)
    #expect(almost.line(width: 40, isASCII: true).contains(" 99 %"))
    let all = ProgressText(label: "", done: 100_000, total: 100_000)
    #expect(all.line(width: 40, isASCII: true).contains("100 %"))
    let none = ProgressText(label: "", done: 0, total: 0)
    #expect(none.line(width: 40, isASCII: true).contains("  0 %"))
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_000, "1 kB"), (28_881, "29 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
    (9_912_422, "9.9 MB"), (170_052_171, "170.1 MB"), (999_950_000, "1.0 GB"), (4_294_967_296, "4.3 GB"),
  ])
  func `bytes in units people read`(_ count: Int, _ text: String) {
    #expect(NumberFormat.bytes(count) == text)
  }

  @Test func `download events have lines, and progress is available at any time`() {
    let file = DownloadableFile(name: "a.gz", byteCount: 1_000, sha256: "", addresses: [])
    let set = DownloadableSet(name: "set", summary: "", files: [file], trainingFile: nil)
    var lines = DownloadLines(set)
    #expect(lines.progress(at: 0) == nil)
    #expect(lines.line(.started(file, byteCount: 0), at: 0) == nil)
    #expect(lines.line(.received(file, byteCount: 500), at: 4) == nil)
    let progress = lines.progress(at: 5)
    #expect(progress == ProgressText(label: "a.gz", done: 500, total: 1_000, bytesPerSecond: 100))
    let silent = lines.progress(at: 30)
    #expect(silent == ProgressText(label: "a.gz", done: 500, total: 1_000, bytesPerSecond: 0))
    let reason = DownloadError.stalled(address: "http://a/a.gz", seconds: 30)
    let retry = lines.line(.retrying(file, reason: reason, seconds: 1), at: 34)
    #expect(retry == "a.gz: http://a/a.gz: no data for 30 s; retrying in 1 s")
    let resumed = lines.line(.started(file, byteCount: 500), at: 35)
    #expect(resumed == "a.gz: resuming at 500 B")
    let end = lines.line(.finished(file), at: 36)
    #expect(end == "a.gz: 1 kB, SHA-256 verified")
    #expect(lines.progress(at: 37) == nil)
  }
}
