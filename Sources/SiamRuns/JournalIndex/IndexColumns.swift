import SiamCore

/// The columns of `events.index`: each sample of a row, bucket of a group and state of a segment belongs to the curve
/// of its column.
///
/// The order and meaning of the columns are part of the file format, so they don't follow `StepCurve`. A curve that is
/// added or changes its meaning needs a new `version`. An index of another version is rebuilt from the journal.
enum IndexColumns {
  /// The version of the file format, in the file's header.
  static let version = 1

  /// The curve of each column.
  static let curves: [StepCurve] = [
    .loss, .activeShare, .imagesPerSecond, .gradientNorm, .effectiveRank, .seconds,
    .gap, .needed, .reach,
    .easy, .semiHard, .hard,
    .auc, .aucError, .equalErrorRate,
    .positive05, .positive25, .positive50, .positive75, .positive95,
    .negative05, .negative25, .negative50, .negative75, .negative95,
  ]

  /// The column of the training time, which a row stores as a 64-bit float. The others are 32-bit floats.
  static let seconds = 5

  /// Returns a step's sample in each column.
  static func samples(of report: StepReport, _ recipe: Recipe?) -> [Double] {
    let samples = StepCurves.samples(of: report, recipe)
    return curves.map { samples[$0.rawValue] }
  }

  /// Arranges a history per column in the order of `StepCurve`. A curve without a column is empty.
  static func stepCurves(_ histories: [History]) -> StepCurves {
    let columns = Dictionary(uniqueKeysWithValues: curves.enumerated().map { ($0.element, $0.offset) })
    return StepCurves(
      restoring: StepCurve.allCases.map { curve in
        columns[curve].map { histories[$0] } ?? History(decay: curve.decay)
      })
  }
}
