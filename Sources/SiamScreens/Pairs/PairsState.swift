import SiamCore

/// The state of the Pairs screen.
struct PairsState: Equatable, Sendable {
  /// The latest survey.
  private(set) var survey: PairSurvey?
  /// The error rates of each threshold; nil if the survey has no pairs.
  private(set) var rates: ThresholdRates?
  /// The threshold set by the user, as a bound of `rates`; nil for the most accurate one.
  var bound: Int?
  /// The pair chosen from the list; nil for the hardest one.
  var chosen: ComparedPair?
  /// Whether the false match rate of the ROC curve has a logarithmic axis.
  var isLogarithmic = false
  /// Whether the mouse is dragging the threshold.
  var isDragging = false

  /// Replaces the survey.
  mutating func receive(_ survey: PairSurvey) {
    rates = ThresholdRates(same: survey.same, different: survey.different)
    self.survey = survey
  }

  /// The bound nearest to the most accurate threshold.
  var best: Int? {
    guard let rates, let survey else { return nil }
    return rates.bound(nearest: Double(survey.threshold))
  }

  /// The current threshold, as a bound of `rates`.
  var threshold: Int? { (bound ?? best).map { min(max(0, $0), rates?.bins ?? 0) } }

  /// Moves the threshold by a number of bins. Does nothing without a survey.
  mutating func move(by bounds: Int) {
    guard let rates, let threshold else { return }
    bound = min(max(0, threshold + bounds), rates.bins)
  }

  /// The hardest pairs, the worst first.
  var hardest: [ComparedPair] { survey?.mostWrong ?? [] }

  /// The index of the chosen pair among the hardest pairs. The choice stays with its pair while surveys come in.
  var chosenIndex: Int? {
    guard !hardest.isEmpty else { return nil }
    return hardest.firstIndex { $0.first == chosen?.first && $0.second == chosen?.second } ?? 0
  }

  /// The pair to show.
  var shownPair: ComparedPair? { chosenIndex.map { hardest[$0] } }

  /// Chooses a pair by its index, which is clamped to the list.
  mutating func choose(_ index: Int) {
    guard !hardest.isEmpty else { return }
    chosen = hardest[min(max(0, index), hardest.count - 1)]
  }
}
