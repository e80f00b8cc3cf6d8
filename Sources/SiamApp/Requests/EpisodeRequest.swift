import SiamCore

/// The episodes requested on the command line, before they are adapted to the classes.
struct EpisodeRequest {
  var settings: [EpisodeSetting]
  var queries: Int
  /// The settings that were given explicitly.
  var fixed: Set<FittedSetting>
  /// Whether all classes of an episode come from one group.
  var isWithinGroup: Bool

  /// Adapts what was not given explicitly to the classes of some data.
  ///
  /// - Throws: `EpisodeFitError` if the data is too small for what was given, with the options that help.
  func fit(to sizes: ClassSizes, of data: String) throws(EpisodeFitError) -> EpisodeFit {
    if let fit = fit(sizes) { return fit }
    throw EpisodeFitError(self, sizes, data: data)
  }

  private func fit(_ sizes: ClassSizes) -> EpisodeFit? {
    EpisodeFit(settings, queries: queries, fixed: fixed, sizes: sizes)
  }

  /// The options that make the classes suffice: two alternatives, or all that are needed together.
  fileprivate func remedies(_ sizes: ClassSizes) -> [String] {
    let options: [FittedSetting] = [.queries, .shot, .way].filter(fixed.contains)
    let single = options.compactMap { text(of: lowered([$0], sizes), [$0]) }
    if !single.isEmpty { return single }
    for size in [2, 3] {
      for choice in options.choices(size) { if let text = text(of: lowered(choice, sizes), choice) { return [text] } }
    }
    return []
  }

  /// The request with some settings as high as the classes allow, or nil if they don't suffice even at their lowest.
  private func lowered(_ options: [FittedSetting], _ sizes: ClassSizes) -> EpisodeRequest? {
    var free = self
    free.fixed.subtract(options)
    guard let fit = free.fit(sizes) else { return nil }
    var lowered = self
    (lowered.settings, lowered.queries) = (fit.settings, fit.queries)
    return lowered.fit(sizes) == nil ? nil : lowered
  }

  private func text(of request: EpisodeRequest?, _ options: [FittedSetting]) -> String? {
    guard let request else { return nil }
    return options.map { "set \($0.option) \(request.highest($0))" }.joined(separator: " and ")
  }

  private func highest(_ option: FittedSetting) -> Int {
    switch option {
    case .way: settings.map(\.way).max() ?? 2
    case .shot: settings.map(\.shot).max() ?? 1
    default: queries
    }
  }

  /// What episodes need and the classes don't have.
  fileprivate func problem(_ sizes: ClassSizes) -> String {
    let need = EpisodeNeed(settings, queries: queries, fixed: fixed)
    return SmallSetText.episodes(
      need, queries: fixed.contains(.queries) ? need.images - need.shot : nil,
      existing: sizes.count(atLeast: need.images), "unseen class", pool: isWithinGroup ? " of one group" : "")
  }
}

/// The error for episodes that the classes are too few or too small for.
struct EpisodeFitError: Error, Equatable, CustomStringConvertible {
  let description: String

  fileprivate init(_ request: EpisodeRequest, _ sizes: ClassSizes, data: String) {
    var remedies = request.remedies(sizes)
    if request.isWithinGroup { remedies.append("omit --within-group") }
    let problem = SmallSetText.problem(
      request.problem(sizes), remedies: remedies, otherwise: "add images, or give other --data")
    description = "\(printable(data)): \(problem)"
  }
}
