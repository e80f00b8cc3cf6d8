import Foundation

/// A line of a spool's log: the outcomes of a chunk of files. The property names are the keys in the file.
struct SpoolEntry: Codable {
  /// One letter for each file: b for an image with a bright border, d for one with a dark border, in upper case if its
  /// file was repaired; x for a failure.
  private(set) var outcomes: String
  /// The reason of each failure.
  private var reasons: [String]
  /// The number of bytes of the pixels, and their fingerprint.
  private(set) var byteCount: Int
  private(set) var fingerprint: String
  /// The facts of each image in the format of `ImageFacts.stored`; early versions of siam didn't store them.
  private var facts: Data?
  /// The length of the line in bytes; not stored.
  var length = 0

  private enum CodingKeys: CodingKey { case outcomes, reasons, byteCount, fingerprint, facts }

  init(_ chunk: DecodedChunk) {
    (outcomes, reasons) = ("", [])
    var stored: [UInt8] = []
    for outcome in chunk.outcomes {
      switch outcome {
      case .image(let isBright, let facts, let isRepaired):
        outcomes += isRepaired ? (isBright ? "B" : "D") : (isBright ? "b" : "d")
        stored += facts?.stored ?? []
      case .failed(let reason):
        outcomes += "x"
        reasons.append(reason)
      }
    }
    byteCount = chunk.pixels.count
    fingerprint = Fingerprint.of(chunk.pixels).text
    facts = Data(stored)
  }

  /// Whether the facts of every image are stored.
  var hasFacts: Bool { facts?.count == outcomes.utf8.count { $0 != UInt8(ascii: "x") } * ImageFacts.storedBytes }

  /// The outcome of each file.
  var decoded: [DecodedChunk.Outcome] {
    var (reasons, facts) = (reasons[...], facts ?? Data())
    return outcomes.map { letter in
      if letter == "x" { return .failed(reason: reasons.popFirst() ?? "") }
      defer { facts = facts.dropFirst(ImageFacts.storedBytes) }
      return .image(
        isBright: letter == "b" || letter == "B", facts: ImageFacts(stored: facts.prefix(ImageFacts.storedBytes)),
        isRepaired: letter.isUppercase)
    }
  }
}
