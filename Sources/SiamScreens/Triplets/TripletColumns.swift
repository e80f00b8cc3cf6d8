import SiamCanvas

/// Where the fields of a row of triplets are, from the row's left; a field without room has width 0.
struct TripletColumns: Equatable, Sendable {
  private(set) var kind = RowField(start: 2, width: 0)
  private(set) var classes: RowField
  private(set) var bar: RowField
  private(set) var positive = RowField(start: 0, width: 0)
  private(set) var negative = RowField(start: 0, width: 0)
  private(set) var loss: RowField

  /// Of a row of a width.
  init(width: Int) {
    let figure = 6
    var start = 2
    if width >= 76 {
      kind = RowField(start: 2, width: 9)
      start = 12
    }
    let figures = width >= 40 ? 3 : 1
    let rest = max(0, width - start - figures * figure)
    let barWidth = max(min(8, rest), rest * 48 / 100)
    classes = RowField(start: start, width: max(0, rest - barWidth - 1))
    bar = RowField(start: start + rest - barWidth, width: barWidth)
    var end = start + rest
    if figures == 3 {
      positive = RowField(start: end, width: figure)
      negative = RowField(start: end + figure, width: figure)
      end += 2 * figure
    }
    loss = RowField(start: end, width: min(figure, max(0, width - end)))
  }

  /// What a click on the header at an offset sorts by; nil for the kinds, which it filters.
  func order(at offset: Int) -> TripletsState.Order? {
    if offset < classes.start { return nil }
    if offset < bar.start { return .className }
    if positive.contains(offset) { return .positive }
    if negative.contains(offset) { return .negative }
    return .violation
  }
}
