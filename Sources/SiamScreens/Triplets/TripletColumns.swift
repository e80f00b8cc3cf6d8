import SiamCanvas

/// The fields of a row of the triplet list, relative to the row's left end. A field without room has width 0.
struct TripletColumns: Equatable, Sendable {
  private(set) var kind = RowField(start: 2, width: 0)
  private(set) var classes: RowField
  private(set) var bar: RowField
  private(set) var positive = RowField(start: 0, width: 0)
  private(set) var negative = RowField(start: 0, width: 0)
  private(set) var loss: RowField

  /// Lays out a row of a width.
  init(width: Int) {
    let numberWidth = 6
    var start = 2
    if width >= 76 {
      kind = RowField(start: 2, width: 9)
      start = 12
    }
    let numberCount = width >= 40 ? 3 : 1
    let rest = max(0, width - start - numberCount * numberWidth)
    let barWidth = max(min(8, rest), rest * 48 / 100)
    classes = RowField(start: start, width: max(0, rest - barWidth - 1))
    bar = RowField(start: start + rest - barWidth, width: barWidth)
    var end = start + rest
    if numberCount == 3 {
      positive = RowField(start: end, width: numberWidth)
      negative = RowField(start: end + numberWidth, width: numberWidth)
      end += 2 * numberWidth
    }
    loss = RowField(start: end, width: min(numberWidth, max(0, width - end)))
  }

  /// The order that a click on the header selects, by its offset; nil for the kind column, which filters instead.
  func order(at offset: Int) -> TripletsState.Order? {
    if offset < classes.start { return nil }
    if offset < bar.start { return .className }
    if positive.contains(offset) { return .positive }
    if negative.contains(offset) { return .negative }
    return .violation
  }
}
