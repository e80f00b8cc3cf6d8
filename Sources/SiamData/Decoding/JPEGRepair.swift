/// Makes valid files of JPEG files that are damaged where no pixel is lost, one attempt after the other.
///
/// Cameras and web services write such files: with stray bytes before a marker, mostly the end marker, without an end
/// marker, or with header fields that are out of range. Pillow, browsers and other readers of libjpeg accept them. Each
/// attempt is decoded strictly, so a file with missing rows is never accepted.
struct JPEGRepair {
  private let segments: JPEGSegments
  private var attempts = 0
  /// The runs not yet tried for the stray bytes that libjpeg reported last, and that report.
  private var candidates: ArraySlice<Int> = []
  private var stray: StrayBytes?

  private static let maxAttempts = 6

  /// Prepares the repair of a file; nil if coefficients are missing.
  init?(_ file: [UInt8]) {
    segments = JPEGSegments(file)
    guard segments.isComplete else { return nil }
  }

  /// Returns the next file to try after the previous one was rejected for a reason; nil if there is none.
  mutating func next(after reason: String) -> [UInt8]? {
    attempts += 1
    guard attempts <= Self.maxAttempts else { return nil }
    if attempts == 1, !reason.contains("extraneous bytes before marker 0xd9") { return segments.bytes }
    guard let reported = StrayBytes(reason) else { return attempts == 1 ? segments.bytes : nil }
    if reported != stray {
      // Most stray bytes are at the end.
      candidates = segments.runs.indices.reversed().filter {
        segments.runs[$0].marker == reported.marker && segments.runs[$0].range.count >= reported.count
      }[...]
      stray = reported
    }
    return candidates.popFirst().map { segments.removing(reported.count, atEndOf: $0) }
  }
}

/// What libjpeg reports about stray bytes: their number, and the marker after them.
private struct StrayBytes: Equatable {
  var count: Int
  var marker: UInt8

  /// Parses "Corrupt JPEG data: 60 extraneous bytes before marker 0xd9".
  init?(_ reason: String) {
    let words = reason.split { $0 == " " || $0 == ")" }
    guard let index = words.firstIndex(of: "extraneous"), index > 0, index + 4 < words.count,
      let count = Int(words[index - 1]), let marker = UInt8(words[index + 4].dropFirst(2), radix: 16)
    else { return nil }
    (self.count, self.marker) = (count, marker)
  }
}
