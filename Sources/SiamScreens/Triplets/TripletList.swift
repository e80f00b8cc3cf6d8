import SiamCore

/// The listed triplets in display order, with their kind and loss at the requested margin.
struct TripletList: Equatable, Sendable {
  /// One triplet of the list.
  struct Entry: Equatable, Sendable {
    var triplet: NamedTriplet
    /// d⁻ − d⁺, in the recipe's kind of distance.
    var gap: Double
    var kind: TripletKind
    /// The squared distance beyond d⁺ from which a negative has zero loss; nil without a margin.
    var reach: Double?

    /// The triplet's images, distances and loss.
    var report: TripletReport { triplet.report }
  }

  /// The batch of the triplets; nil before the first step.
  let batch: TripletBatch?
  /// The triplets in display order.
  let entries: [Entry]

  init(_ model: Model) {
    batch = model.tripletBatch
    let state = model.triplets
    let (margin, recipe) = (model.requestedMargin, model.recipe)
    let measure = TripletMeasure(recipe, margin: Float(margin))
    // The reported loss stands unless another margin is requested.
    let isChanged = batch.map { abs(Double($0.margin) - margin) > 1e-5 } ?? false
    let all = (batch?.triplets ?? []).map { triplet in
      var triplet = triplet
      if isChanged { triplet.report.loss = measure.loss(of: triplet.report) }
      return Entry(
        triplet: triplet, gap: measure.gap(of: triplet.report), kind: measure.kind(of: triplet.report),
        reach: MarginReach.beyond(Double(triplet.report.positiveDistance), margin: margin, recipe))
    }
    entries = TripletList.sorted(
      all.filter { (state.kind == nil || $0.kind == state.kind) && $0.matches(state.className) }, by: state.order)
  }

  /// Sorts entries. The sort is stable; NaN comes last.
  static func sorted(_ entries: [Entry], by order: TripletsState.Order) -> [Entry] {
    let rising = { (value: Double) in value.isNaN ? .infinity : value }
    let keyed = entries.enumerated().map { index, entry in
      let key =
        switch order {
        case .violation: rising(entry.gap)
        case .positive: rising(-Double(entry.report.positiveDistance))
        case .negative: rising(Double(entry.report.negativeDistance))
        case .className: 0.0
        }
      return (key: key, name: order == .className ? entry.triplet.anchorClass : "", index: index, entry: entry)
    }
    return keyed.sorted { ($0.name, $0.key, $0.index) < ($1.name, $1.key, $1.index) }.map(\.entry)
  }

  /// The index of the chosen triplet; nil if the list is empty.
  func chosen(_ model: Model) -> Int? {
    entries.isEmpty ? nil : min(max(0, model.triplets.chosen), entries.count - 1)
  }

  /// The index of a triplet; nil if it isn't listed.
  func index(of report: TripletReport) -> Int? {
    entries.firstIndex { $0.report.images == report.images }
  }

  /// The upper end of the scale of all bars: one of a few round values, so that the scale rarely changes.
  var scaleEnd: Double {
    let ends = entries.flatMap { entry in
      [Double(entry.report.negativeDistance), Double(entry.report.positiveDistance) + max(0, entry.reach ?? 0)]
    }
    let highest = ends.filter(\.isFinite).max() ?? 0
    return DistanceRange.ends.first { $0 >= highest } ?? 4
  }
}

extension TripletList.Entry {
  /// Whether the name of one of its classes contains a text, ignoring case.
  func matches(_ text: String) -> Bool {
    guard !text.isEmpty else { return true }
    let wanted = text.lowercased()
    return triplet.anchorClass.lowercased().contains(wanted) || triplet.negativeClass.lowercased().contains(wanted)
  }
}
