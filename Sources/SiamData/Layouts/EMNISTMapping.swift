/// The characters of EMNIST's labels, from a file such as `emnist-letters-mapping.txt`.
///
/// A line has a label and the code points of its characters: `1 65 97` is A and a. Source: Cohen et al. 2017, EMNIST.
struct EMNISTMapping: Equatable {
  /// The characters of each label, such as `Aa`.
  private(set) var names: [Int: [UInt8]] = [:]

  /// The maximum size of the file, in bytes.
  static let maxBytes = 1 << 16

  /// Parses a file; nil if a line is invalid, or two labels have the same characters.
  init?(_ text: [UInt8]) {
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let tokens = String(decoding: line, as: UTF8.self).split(whereSeparator: { " \t,".contains($0) })
      let numbers = tokens.compactMap { Int($0) }
      if numbers.isEmpty, tokens.isEmpty { continue }
      let characters = numbers.dropFirst().compactMap { code -> Unicode.Scalar? in
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), scalar.value > 0x20 else { return nil }
        return scalar
      }
      guard numbers.count == tokens.count, characters.count > 0, characters.count == numbers.count - 1,
        names[numbers[0]] == nil
      else { return nil }
      names[numbers[0]] = Array(characters.map(String.init).joined().utf8)
    }
    guard !names.isEmpty, Set(names.values).count == names.count else { return nil }
  }
}
