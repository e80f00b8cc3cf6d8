/// What training does with classes that have one image.
public enum SingleImageClasses: String, Codable, CaseIterable, Sendable {
  /// They are not trained on, as no other image of the class can be compared with theirs.
  case skip
  /// They are trained on: the K images of such a class are augmented copies of its one image.
  ///
  /// Source: Dosovitskiy et al. 2014, Discriminative Unsupervised Feature Learning with Exemplar CNNs, §2.
  case augment
}

extension KeyedDecodingContainer {
  /// Decodes the setting of a recipe; runs and journals of earlier versions don't have it, and skip such classes.
  func decode(_ type: SingleImageClasses.Type, forKey key: Key) throws -> SingleImageClasses {
    try decodeIfPresent(type, forKey: key) ?? .skip
  }
}
