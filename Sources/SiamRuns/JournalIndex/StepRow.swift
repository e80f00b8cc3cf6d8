import SiamCore

/// A step in the index.
struct StepRow: Equatable, Sendable {
  /// The number of the step, from 1.
  var step: Int
  /// The byte offset of its line in the journal.
  var offset: Int
  /// The samples it adds to the curves, by column.
  var samples: [Double]
}

/// The state that the next points of the curves depend on: the running averages and the latest finite values.
struct CurveState: Equatable, Sendable {
  /// The running average of each column.
  var averages = IndexColumns.curves.map { DebiasedAverage(decay: $0.decay) }
  /// The latest finite value of each column, or nil before the first.
  var latest: [Double?] = IndexColumns.curves.map { _ in nil }

  /// Appends a step's sample to a column, and returns its bucket.
  mutating func bucket(_ column: Int, _ row: StepRow) -> History.Bucket {
    let value = row.samples[column]
    averages[column].append(value)
    let bucket = History.Bucket(value, at: Double(row.step), smooth: averages[column].value)
    if bucket.count > 0 { latest[column] = value }
    return bucket
  }

  /// Appends a step's samples to all columns.
  mutating func append(_ row: StepRow) {
    for column in row.samples.indices { _ = bucket(column, row) }
  }
}
