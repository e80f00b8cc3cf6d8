/// An error in the specification of an encoder.
public enum EncoderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A word that is not valid at its position.
  case unexpectedWord(String, expected: String)
  /// An operation with a missing or invalid number.
  case invalidNumber(String, expected: String)
  /// A specification that exceeds a limit.
  case tooComplex(limit: String)
  /// An operation that can't be applied to its input.
  case incompatible(operation: String, input: String, hint: String)
  /// Widths that are not valid for the encoder.
  case invalidWidths([Int], expected: String)

  /// One line that says what is wrong and what is expected.
  public var description: String {
    switch self {
    case .unexpectedWord(let word, let expected):
      word.isEmpty
        ? "encoder: unexpected end; expected \(expected)" : "encoder: unexpected '\(word)'; expected \(expected)"
    case .invalidNumber(let text, let expected): "encoder: invalid '\(text)'; expected \(expected)"
    case .tooComplex(let limit): "encoder: too complex; the maximum is \(limit)"
    case .incompatible(let operation, let input, let hint): "encoder: '\(operation)' can't follow \(input): \(hint)"
    case .invalidWidths(let widths, let expected):
      "encoder: invalid widths '\(widths.map(String.init).joined(separator: ","))'; expected \(expected)"
    }
  }
}
