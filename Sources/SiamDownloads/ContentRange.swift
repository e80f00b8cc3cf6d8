/// Which bytes of a file an answer brings.
///
/// Source: RFC 9110 §14.4, `Content-Range: bytes 100-199/1000`, or `/*` where the size isn't known.
struct ContentRange: Equatable {
  let first: Int
  let total: Int?

  /// Nil where a header's value isn't one.
  init?(_ value: String) {
    let words = value.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let halves = words[1].split(separator: "/", omittingEmptySubsequences: false)
    let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]),
      first >= 0, last >= first, halves[1] == "*" || Int(halves[1]).map({ $0 > last }) == true
    else { return nil }
    self.first = first
    total = Int(halves[1])
  }
}
