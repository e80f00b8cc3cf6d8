/// Augmentation as it was asked for before the pictures were seen: `default` is another one in colour than in grey.
public struct AskedAugmentation: Equatable, Sendable {
  private let grey: Augmentation
  private let rgb: Augmentation

  /// Reads `word=value,…` as `Augmentation` does.
  ///
  /// - Throws: `AugmentationError` when a word is unknown, is there twice, or has no value that makes sense.
  public init(argument: String) throws(AugmentationError) {
    grey = try Augmentation(argument: argument, for: .grey)
    rgb = try Augmentation(argument: argument, for: .rgb)
  }

  /// What that is for pictures with such channels.
  public func augmentation(for channels: Channels) -> Augmentation { channels == .grey ? grey : rgb }
}
