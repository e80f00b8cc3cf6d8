import SiamCanvas

/// Where the fields of a row of triplets are, from the row's left; a field without room has width 0.
struct TripletColumns: Equatable, Sendable {
  /// A field.
  struct Field: Equatable, Sendable {
    var start: Int
    var width: Int
  }

  private(set) var kind = Field(start: 2, width: 0)
  private(set) var classes: Field
  private(set) var bar: Field
  private(set) var positive = Field(start: 0, width: 0)
  private(set) var negative = Field(start: 0, width: 0)
  private(set) var loss: Field

  /// Of a row of a width.
  init(width: Int) {
    let figure = 6
    var start = 2
    if width >= 76 {
      kind = Field(start: 2, width: 9)
      start = 12
    }
    let figures = width >= 40 ? 3 : 1
    let rest = max(0, width - start - figures * figure)
    let barWidth = max(min(8, rest), rest * 48 / 100)
    classes = Field(start: start, width: max(0, rest - barWidth - 1))
    bar = Field(start: start + rest - barWidth, width: barWidth)
    var end = start + rest
    if figures == 3 {
      positive = Field(start: end, width: figure)
      negative = Field(start: end + figure, width: figure)
      end += 2 * figure
    }
    loss = Field(start: end, width: min(figure, max(0, width - end)))
  }

  /// What a click on the header at an offset sorts by; nil for the kinds, which it filters.
  func order(at offset: Int) -> TripletsState.Order? {
    if offset < classes.start { return nil }
    if offset < bar.start { return .className }
    if positive.width > 0, offset >= positive.start, offset < positive.start + positive.width { return .positive }
    if negative.width > 0, offset >= negative.start, offset < negative.start + negative.width { return .negative }
    return .violation
  }
}
