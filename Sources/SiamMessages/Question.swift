/// What the audience asks that changes nothing; answered by an `Answer` that carries the question's number.
public enum Question: Equatable, Sendable {
  /// The pictures of some images.
  case pictures([ImageID])
}

/// The reply to a question; never journaled.
public enum Answer: Equatable, Sendable {
  /// In the order asked; images the data no longer holds are left out.
  case pictures([Picture])
}
