extension Int {
  /// Converts a number, clamped to a range. NaN becomes the lower bound.
  package init(bounded value: Double, to range: ClosedRange<Int>) {
    if value.isNaN || value <= Double(range.lowerBound) {
      self = range.lowerBound
    } else if value >= Double(range.upperBound) {
      self = range.upperBound
    } else {
      self = Int(value)
    }
  }
}
