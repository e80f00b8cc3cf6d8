/// Why a spelling or a description makes no encoder.
public enum EncoderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A word that means nothing where it stands.
  case word(String, expected: String)
  /// A number that can't be, or one that is missing.
  case number(String, expected: String)
  /// An operation that doesn't fit what enters it.
  case misfit(operation: String, input: String, remedy: String)
  /// Output channels that don't go with the encoder.
  case widths([Int], expected: String)

  /// One line: the word, what is wrong with it, and what fits.
  public var description: String {
    switch self {
    case .word(let word, let expected): "encoder: '\(word)' is not what fits here: \(expected)"
    case .number(let words, let expected): "encoder: '\(words)' needs \(expected)"
    case .misfit(let operation, let input, let remedy): "encoder: '\(operation)' can't follow \(input): \(remedy)"
    case .widths(let widths, let expected):
      "encoder: the widths \(widths.map(String.init).joined(separator: ",")) don't fit: \(expected)"
    }
  }
}
