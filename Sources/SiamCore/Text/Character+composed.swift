import Foundation

extension Character {
  /// The scalars of the character in Unicode's composed form, so that `e` and an accent are one scalar, as are the
  /// parts of a Hangul syllable.
  package var composedScalars: [Unicode.Scalar] {
    Array(String(self).precomposedStringWithCanonicalMapping.unicodeScalars)
  }
}
