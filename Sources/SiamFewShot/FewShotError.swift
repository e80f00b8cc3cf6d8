/// Why episodes can't be drawn.
public enum FewShotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// More ways than classes that are large enough.
  case tooFewClasses(way: Int, classes: Int, imagesNeeded: Int)

  /// One line: what is lacking and what to change.
  public var description: String {
    switch self {
    case .tooFewClasses(let way, let classes, let images):
      "\(way)-way episodes need \(way) held-out classes of at least \(images) images, and there are \(classes); "
        + "hold out more (--hold-out) or ask for fewer (--way)"
    }
  }
}
