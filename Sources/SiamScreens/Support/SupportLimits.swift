import SiamCore

/// The ways and shots that the classes of the Support screen allow.
struct SupportLimits: Equatable, Sendable {
  private let sizes: ClassSizes
  private let isWithinGroup: Bool
  /// The number of images of each class that are not for support: 1 for a query, or 0 if the classes have one image.
  private let queries: Int

  /// The limits of classes, of which an episode's come from one group if `isWithinGroup`.
  init(_ classes: [ClassSummary], isWithinGroup: Bool) {
    let hasGroups = isWithinGroup && classes.contains { $0.group != nil }
    sizes = ClassSizes(
      pools: hasGroups
        ? Dictionary(grouping: classes.filter { $0.group != nil }, by: \.group).values.map { $0.map(\.images.count) }
        : [classes.map(\.images.count)])
    self.isWithinGroup = hasGroups
    queries = sizes.images(ofClasses: 2) > 1 ? 1 : 0
  }

  /// The maximum number of classes with `shot` support images and a query each.
  func maxWay(shot: Int) -> Int { maxWay(shot: shot, queries: queries) }

  /// The maximum number of classes with `shot` support images and `queries` queries each.
  func maxWay(shot: Int, queries: Int) -> Int { sizes.count(atLeast: shot + queries) }

  /// The maximum number of support images that `way` classes have besides a query.
  func maxShot(way: Int) -> Int { sizes.images(ofClasses: way) - queries }

  /// The setting nearest to another for which there are classes; the same if there are none for any setting.
  func fitted(_ setting: EpisodeSetting) -> EpisodeSetting {
    let shot = min(setting.shot, maxShot(way: 2))
    guard shot > 0 else { return setting }
    return EpisodeSetting(way: min(setting.way, maxWay(shot: shot)), shot: shot)
  }

  /// Why there can't be an episode of a way and shot, or nil if there can be one.
  func problem(way: Int, shot: Int) -> String? {
    let classes = maxWay(shot: shot)
    guard classes < way else { return nil }
    return SmallSetText.support(
      way: way, shot: shot, classes: classes, images: shot + queries, isWithinGroup: isWithinGroup)
  }
}

extension Model {
  /// The limits of the classes, once they are known.
  var supportLimits: SupportLimits? {
    unseen.map { SupportLimits($0.classes, isWithinGroup: support.isWithinGroup) }
  }

  /// Lowers the way and shot to what the classes allow, and notes it.
  mutating func fitSupport() {
    guard let limits = supportLimits else { return }
    let (before, fitted) = (support.setting, limits.fitted(support.setting))
    guard fitted != before else { return }
    support.setShot(fitted.shot)
    support.setWay(fitted.way)
    guard let problem = limits.problem(way: before.way, shot: before.shot) else { return }
    note("\(fitted.text) instead of \(before.text): \(problem)", kind: .note)
  }

  /// Changes the number of classes by an offset, or notes why it can't be.
  mutating func changeWay(by offset: Int) {
    let setting = support.setting
    if offset > 0, let problem = supportLimits?.problem(way: setting.way + offset, shot: setting.shot) {
      return note(problem, kind: .warning)
    }
    support.setWay(setting.way + offset)
  }

  /// Changes the number of support images per class by an offset, or notes why it can't be.
  mutating func changeShot(by offset: Int) {
    let setting = support.setting
    if offset > 0, let problem = supportLimits?.problem(way: setting.way, shot: setting.shot + offset) {
      return note(problem, kind: .warning)
    }
    support.setShot(setting.shot + offset)
  }

  /// Why a class can't be added to every episode, or nil if it can be, or is removed.
  func supportProblem(adding item: ClassSummary) -> String? {
    let shot = support.setting.shot
    guard !support.chosen.contains(item.id), let limits = supportLimits else { return nil }
    let needed = episodeQuery.queries > 0 ? shot + 1 : shot
    if item.images.count < needed { return SmallSetText.chosen(item.name, images: item.images.count, shot: shot) }
    let way = support.chosen.count + 1
    return way > support.setting.way ? limits.problem(way: way, shot: shot) : nil
  }
}
