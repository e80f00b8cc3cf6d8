public import SiamCore

extension Dataset {
  /// Whether training, validation and test have the same classes and differ in their images (`--same-classes`).
  public var hasSameClasses: Bool { split.isSameClasses }

  /// The images that the support set of an episode is drawn from: those of the class itself or, with the same classes
  /// in every split, of its training class.
  public func supportImages(of id: ClassID) -> [ImageID] { images(of: supportClasses[id] ?? id) }

  /// Whether a class has enough images for its part of an episode: `shot` support images and `queries` others.
  public func canDraw(shot: Int, queries: Int, from id: ClassID) -> Bool {
    let count = classes[id.index].images.count
    guard let support = supportClasses[id] else { return count - queries >= shot }
    return count >= queries && classes[support.index].images.count >= shot
  }
}
