import SiamMessages

/// What the Pairs screen knows beside the run itself.
struct PairsState: Equatable, Sendable {
  /// The newest survey.
  private(set) var survey: PairSurvey?
  /// What each threshold does to its pairs; nil where it has none.
  private(set) var rates: ThresholdRates?
  /// The threshold chosen by hand, as a bound of `rates`; nil for the best.
  var bound: Int?
  /// The pair chosen from the list; nil for the most wrong one.
  var chosen: ComparedPair?
  /// Whether the ROC's false accepts are on a logarithmic axis.
  var isLogarithmic = false
  /// Whether the mouse holds the threshold.
  var isDragging = false

  /// Takes a survey in.
  mutating func receive(_ survey: PairSurvey) {
    rates = ThresholdRates(same: survey.same, different: survey.different)
    self.survey = survey
  }

  /// The bound nearest to the similarity with the highest accuracy.
  var best: Int? {
    guard let rates, let survey else { return nil }
    return rates.bound(nearest: Double(survey.threshold))
  }

  /// The bound that pairs are told apart by now.
  var threshold: Int? { (bound ?? best).map { min(max(0, $0), rates?.bins ?? 0) } }

  /// Moves the threshold; nothing before there is a survey.
  mutating func move(by bounds: Int) {
    guard let rates, let threshold else { return }
    bound = min(max(0, threshold + bounds), rates.bins)
  }

  /// The most wrong pairs, the worst first.
  var mostWrong: [ComparedPair] { survey?.mostWrong ?? [] }

  /// The place of the chosen pair among the most wrong: it keeps its pair while training goes on.
  var place: Int? {
    guard !mostWrong.isEmpty else { return nil }
    return mostWrong.firstIndex { $0.first == chosen?.first && $0.second == chosen?.second } ?? 0
  }

  /// The pair on show.
  var shownPair: ComparedPair? { place.map { mostWrong[$0] } }

  /// Chooses a pair by its place, cut to those there are.
  mutating func choose(_ place: Int) {
    guard !mostWrong.isEmpty else { return }
    chosen = mostWrong[min(max(0, place), mostWrong.count - 1)]
  }
}
