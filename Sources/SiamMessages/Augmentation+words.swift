extension Augmentation: CustomStringConvertible {
  /// As `--augment` spells it: `rotation=15,scale=0.2`, or `none`; what is off is left out.
  public var description: String {
    let words = AugmentationWord.allCases.filter { self[$0] != 0 }
    return words.isEmpty ? "none" : words.map { "\($0.rawValue)=\(plain(self[$0]))" }.joined(separator: ",")
  }

  /// Reads `word=value,…`, in which what is not named is off, `none`, or `default` with what is to change after it.
  ///
  /// - Parameters:
  ///   - argument: as the command line has it, such as `default,elastic=0.05,flip-horizontal`.
  ///   - channels: of the pictures that `default` is the usual augmentation for.
  /// - Throws: `AugmentationError` when a word is unknown, is there twice, or has no value that makes sense.
  public init(argument: String, for channels: Channels = .grey) throws(AugmentationError) {
    self = .none
    var seen: Set<String> = []
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    for (place, part) in parts.enumerated() {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard seen.insert(sides[0]).inserted else { throw .repeated(sides[0]) }
      switch sides[0] {
      case "default":
        guard place == 0, sides.count == 1 else { throw .misplaced("default") }
        self = .usual(for: channels)
      case "none":
        guard parts.count == 1, sides.count == 1 else { throw .misplaced("none") }
      default:
        guard let word = AugmentationWord(rawValue: sides[0]) else { throw .unknown(sides[0]) }
        self[word] = try Self.value(of: word, in: sides)
      }
    }
  }

  private static func value(of word: AugmentationWord, in sides: [String]) throws(AugmentationError) -> Float {
    guard sides.count == 2 else {
      guard let value = word.valueAlone else { throw .outOfRange(word, given: nil) }
      return value
    }
    guard let value = Float(sides[1]), value >= 0, value <= word.limit else {
      throw .outOfRange(word, given: sides[1])
    }
    return value
  }
}

/// Why words for augmentation mean nothing: one line that says which, and what would.
public enum AugmentationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No kind of variation is called so.
  case unknown(String)
  /// A kind is there twice.
  case repeated(String)
  /// A value that is no number in the kind's range, or no value.
  case outOfRange(AugmentationWord, given: String?)
  /// `none` beside other words, `default` after others, or either with a value.
  case misplaced(String)

  /// One line.
  public var description: String {
    switch self {
    case .unknown(let word):
      "'\(word)' is no kind of augmentation; there are "
        + AugmentationWord.allCases.map(\.rawValue).joined(separator: ", ") + ", and none and default"
    case .repeated(let word):
      "'\(word)' is there twice"
    case .outOfRange(let word, let given):
      (given.map { "'\(word.rawValue)=\($0)'" } ?? "'\(word.rawValue)' without a value")
        + " means nothing; \(word.rawValue)= takes a number of 0 to \(plain(word.limit))"
    case .misplaced(let word):
      word == "none" ? "'none' stands alone" : "'\(word)' comes first, and without a value"
    }
  }
}

/// A number without a fraction of nothing: 15 and 0.2.
private func plain(_ value: Float) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
