import SiamMessages

/// The triplets that are listed, in their order, with what they are at α as it was asked for last.
struct TripletList: Equatable, Sendable {
  /// A triplet of the list.
  struct Entry: Equatable, Sendable {
    var triplet: NamedTriplet
    /// d⁻ − d⁺ in the recipe's kind of distance.
    var gap: Double
    var kind: TripletKind
    /// How far beyond d⁺, squared, a negative costs nothing; nil where there is no margin.
    var reach: Double?

    /// Its images, distances and loss.
    var report: TripletReport { triplet.report }
  }

  /// Where they come from; nil before the first step.
  let batch: TripletBatch?
  /// In the order they are shown.
  let entries: [Entry]

  init(_ model: Model) {
    batch = model.tripletBatch
    let state = model.triplets
    let (margin, recipe) = (model.wantedMargin, model.recipe)
    let threshold = TripletGap.threshold(margin, recipe)
    // As it was told, unless another α is asked for.
    let isChanged = batch.map { abs(Double($0.margin) - margin) > 1e-5 } ?? false
    let all = (batch?.triplets ?? []).map { triplet in
      var triplet = triplet
      if isChanged { triplet.report.loss = Float(TripletGap.loss(triplet.report, margin: margin, recipe)) }
      let gap = TripletGap.of(triplet.report, recipe)
      return Entry(
        triplet: triplet, gap: gap, kind: TripletKind(gap: gap, threshold: threshold),
        reach: MarginReach.beyond(Double(triplet.report.positiveDistance), margin: margin, recipe))
    }
    entries = TripletList.sorted(
      all.filter { (state.kind == nil || $0.kind == state.kind) && $0.matches(state.className) }, by: state.order)
  }

  /// In an order; equals stay as they were, and what is no number comes last.
  static func sorted(_ entries: [Entry], by order: TripletsState.Order) -> [Entry] {
    let rising = { (value: Double) in value.isNaN ? .infinity : value }
    let keyed = entries.enumerated().map { place, entry in
      let key =
        switch order {
        case .violation: rising(entry.gap)
        case .positive: rising(-Double(entry.report.positiveDistance))
        case .negative: rising(Double(entry.report.negativeDistance))
        case .className: 0.0
        }
      return (key: key, name: order == .className ? entry.triplet.anchorClass : "", place: place, entry: entry)
    }
    return keyed.sorted { ($0.name, $0.key, $0.place) < ($1.name, $1.key, $1.place) }.map(\.entry)
  }

  /// The place of the chosen triplet; nil where none is listed.
  func chosen(_ model: Model) -> Int? {
    entries.isEmpty ? nil : min(max(0, model.triplets.chosen), entries.count - 1)
  }

  /// Where a triplet is in the list.
  func place(of report: TripletReport) -> Int? {
    entries.firstIndex { $0.report.images == report.images }
  }

  /// The end of the one scale of all bars: one of few, so that it stands still.
  var scaleEnd: Double {
    let ends = entries.flatMap { entry in
      [Double(entry.report.negativeDistance), Double(entry.report.positiveDistance) + max(0, entry.reach ?? 0)]
    }
    let highest = ends.filter(\.isFinite).max() ?? 0
    return DistanceRange.ends.first { $0 >= highest } ?? 4
  }
}

extension TripletList.Entry {
  /// Whether one of its classes has a text in its name, whatever the case.
  func matches(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    let wanted = text.lowercased()
    return triplet.anchorClass.lowercased().contains(wanted) || triplet.negativeClass.lowercased().contains(wanted)
  }
}
