/// Makes valid files of JPEG files that are damaged where no pixel is lost, one attempt after the other.
///
/// Cameras and web services write such files: with stray bytes before a marker, mostly the end marker, without an end
/// marker, or with header fields that are out of range. Pillow, browsers and other readers of libjpeg accept them. Each
/// attempt is decoded strictly, so a file with missing rows is never accepted.
struct JPEGRepair {
  /// The segments of the file, or of the attempt that the last report is about.
  private var segments: JPEGSegments
  private var attempts = 0
  private var last: [UInt8]?
  /// The runs not yet tried for the stray bytes that libjpeg reported last, and that report.
  private var candidates: ArraySlice<Int> = []
  private var stray: StrayBytes?

  private static let maxAttempts = 8

  /// Prepares the repair of a file; nil if coefficients are missing.
  init?(_ file: [UInt8]) {
    segments = JPEGSegments(file)
    guard segments.isComplete else { return nil }
  }

  /// Returns the next file to try after the previous one was rejected for a reason; nil if there is none.
  mutating func next(after reason: String) -> [UInt8]? {
    attempts += 1
    guard attempts <= Self.maxAttempts else { return nil }
    let reported = StrayBytes(reason)
    // Only the bytes before the end marker remain in the file as its segments are joined.
    if attempts == 1, reported?.marker != 0xD9 {
      last = segments.bytes
      return last
    }
    guard let reported else { return nil }
    if reported != stray {
      // After some bytes were removed, libjpeg may find others, which it had read ahead.
      if let last { segments = JPEGSegments(last) }
      // Most stray bytes are at the end.
      candidates =
        segments.runs.indices.reversed().filter {
          segments.runs[$0].marker == reported.marker && segments.runs[$0].range.count >= reported.count
        }[...]
      stray = reported
    }
    last = candidates.popFirst().map { segments.removing(reported.count, atEndOf: $0) }
    return last
  }
}

/// What libjpeg reports about stray bytes: their number, and the marker after them.
private struct StrayBytes: Equatable {
  var count: Int
  var marker: UInt8

  /// Parses "Corrupt JPEG data: 60 extraneous bytes before marker 0xd9".
  init?(_ reason: String) {
    let parts = reason.split { $0 == " " || $0 == ")" }
    guard let index = parts.firstIndex(of: "extraneous"), index > 0, index + 4 < parts.count,
      let count = Int(parts[index - 1]), let marker = UInt8(parts[index + 4].dropFirst(2), radix: 16)
    else { return nil }
    (self.count, self.marker) = (count, marker)
  }
}
