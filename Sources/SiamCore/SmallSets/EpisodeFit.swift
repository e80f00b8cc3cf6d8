/// The ways, shots and queries of episodes, adapted to the classes that there are.
///
/// Fixed settings stay. Of the others, queries are lowered first, then shots, and only until at least half of the
/// classes, and as many as the smallest way, have enough images. Ways are lowered to the number of those classes.
public struct EpisodeFit: Equatable, Sendable {
  /// The adapted ways and shots, each once, in the order of those they were adapted from.
  public let settings: [EpisodeSetting]
  /// The adapted number of queries of each class.
  public let queries: Int
  /// What was adapted, one line each.
  public let notes: [String]

  /// Adapts settings to classes, or returns nil if the classes don't have enough images for two ways, or for what is
  /// fixed.
  ///
  /// - Parameters:
  ///   - settings: the ways and shots, at least one.
  ///   - queries: the queries of each class, at least 1.
  ///   - fixed: what must stay as it is.
  ///   - sizes: the sizes of the classes.
  ///   - noun: a class in notes, such as `validation class`.
  ///   - testImages: the number of images that enough test classes have, which must do as well (default: no limit).
  public init?(
    _ settings: [EpisodeSetting], queries: Int, fixed: Set<FittedSetting>, sizes: ClassSizes, noun: String = "class",
    testImages: Int = .max
  ) {
    let need = EpisodeNeed(settings, queries: queries, fixed: fixed)
    guard need.isMet(by: sizes), let minWay = settings.map(\.way).min() else { return nil }
    let usable = sizes.count(atLeast: need.images)
    let target = fixed.contains(.way) ? need.classes : max(min(minWay, usable), (usable + 1) / 2)
    // At least `need.images`, so at least one image for support and one for a query.
    let room = min(sizes.images(ofClasses: target), testImages)
    let limited = room == testImages ? "test class" : noun
    let maxShot = settings.map(\.shot).max() ?? 1
    let shot = fixed.contains(.shot) ? maxShot : min(maxShot, room - (fixed.contains(.queries) ? queries : 1))
    self.queries = fixed.contains(.queries) ? queries : min(queries, room - shot)
    var (adapted, notes): ([EpisodeSetting], [String]) = ([], [])
    for setting in settings {
      let shot = min(setting.shot, shot)
      let classes = sizes.count(atLeast: shot + self.queries)
      let fit = EpisodeSetting(way: fixed.contains(.way) ? setting.way : min(setting.way, classes), shot: shot)
      guard !adapted.contains(fit) else { continue }
      adapted.append(fit)
      let lowered = settings.filter { $0.way > fit.way && min($0.shot, shot) == fit.shot }.map(\.way)
      if fit.way == classes, !lowered.isEmpty {
        notes.append(SmallSetText.way(fit.way, insteadOf: lowered, images: shot + self.queries, of: sizes, noun))
      }
    }
    if shot < maxShot { notes.append(SmallSetText.shot(shot, insteadOf: maxShot, room: room, limited)) }
    if self.queries < queries {
      notes.append(SmallSetText.queries(self.queries, insteadOf: queries, room: room, limited))
    }
    self.settings = adapted
    self.notes = notes
  }
}

/// The classes and images that episodes need at least, when everything that is not fixed is as low as it can be.
public struct EpisodeNeed: Equatable, Sendable {
  /// The number of classes, at least 2.
  public let classes: Int
  /// The number of images of each, at least 2.
  public let images: Int
  /// The support images among them, at least 1.
  public let shot: Int

  /// The need of settings of which some are fixed.
  public init(_ settings: [EpisodeSetting], queries: Int, fixed: Set<FittedSetting>) {
    classes = fixed.contains(.way) ? max(2, settings.map(\.way).max() ?? 2) : 2
    shot = fixed.contains(.shot) ? max(1, settings.map(\.shot).max() ?? 1) : 1
    images = shot + (fixed.contains(.queries) ? max(1, queries) : 1)
  }

  /// Whether there are enough classes with enough images.
  public func isMet(by sizes: ClassSizes) -> Bool { sizes.count(atLeast: images) >= classes }
}
