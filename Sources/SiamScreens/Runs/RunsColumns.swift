import SiamCanvas

/// The columns of the list of runs; a column without room has width 0.
struct RunsColumns: Equatable, Sendable {
  private(set) var name = RowField(start: 4, width: 0)
  private(set) var state = RowField()
  private(set) var steps = RowField()
  private(set) var accuracy = RowField()
  private(set) var loss = RowField()
  private(set) var size = RowField()
  private(set) var age = RowField()

  /// The width before the name, for the marks of the selected and of marked runs and the letter of the curve.
  static let lead = 4
  private static let minNameWidth = 14

  /// Distributes the width of a row, where the longest name has `maxNameLength` columns; without enough room the least
  /// important columns are dropped.
  init(width: Int, maxNameLength: Int) {
    // From the most to the least important; complete names rank in between.
    let wanted: [(field: WritableKeyPath<RunsColumns, RowField>, width: Int)] = [
      (\.state, 11), (\.accuracy, 7), (\.steps, 8), (\.name, max(0, maxNameLength + 1 - RunsColumns.minNameWidth)),
      (\.age, 8), (\.loss, 8), (\.size, 9),
    ]
    var room = width - RunsColumns.lead - RunsColumns.minNameWidth
    for entry in wanted {
      let given = entry.field == \.name ? min(room, entry.width) : entry.width
      guard given <= room else { break }
      room -= given
      self[keyPath: entry.field].width = given
    }
    name = RowField(start: RunsColumns.lead, width: max(0, RunsColumns.minNameWidth + name.width + room))
    var start = name.start + name.width
    for field in [\RunsColumns.state, \.steps, \.accuracy, \.loss, \.size, \.age] where self[keyPath: field].width > 0 {
      self[keyPath: field].start = start
      start += self[keyPath: field].width
    }
  }

  /// Returns the sort order for a click on the header at an offset.
  func order(at offset: Int) -> RunsState.Order {
    if accuracy.contains(offset) { return .accuracy }
    if loss.contains(offset) { return .loss }
    if size.contains(offset) { return .size }
    return offset < name.start + name.width ? .name : .newest
  }
}
