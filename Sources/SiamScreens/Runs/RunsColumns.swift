import SiamCanvas

/// Where the fields of a row of the list are, from the row's left; a field without room has width 0.
struct RunsColumns: Equatable, Sendable {
  private(set) var name = RowField(start: 4, width: 0)
  private(set) var state = RowField()
  private(set) var steps = RowField()
  private(set) var accuracy = RowField()
  private(set) var loss = RowField()
  private(set) var size = RowField()
  private(set) var age = RowField()

  /// Before the name: whether it is chosen and marked, and the letter of its curve.
  static let lead = 4
  private static let leastName = 14

  /// Of a row of a width, where the longest name has so many columns: what matters least has no room first.
  init(width: Int, longestName: Int) {
    // From the least to the most dispensable; whole names come in between.
    let wanted: [(field: WritableKeyPath<RunsColumns, RowField>, width: Int)] = [
      (\.state, 11), (\.accuracy, 7), (\.steps, 8), (\.name, max(0, longestName + 1 - RunsColumns.leastName)),
      (\.age, 8), (\.loss, 8), (\.size, 9),
    ]
    var room = width - RunsColumns.lead - RunsColumns.leastName
    for entry in wanted {
      let given = entry.field == \.name ? min(room, entry.width) : entry.width
      guard given <= room else { break }
      room -= given
      self[keyPath: entry.field].width = given
    }
    name = RowField(start: RunsColumns.lead, width: max(0, RunsColumns.leastName + name.width + room))
    var start = name.start + name.width
    for field in [\RunsColumns.state, \.steps, \.accuracy, \.loss, \.size, \.age] where self[keyPath: field].width > 0 {
      self[keyPath: field].start = start
      start += self[keyPath: field].width
    }
  }

  /// What a click on the header at an offset sorts by.
  func order(at offset: Int) -> RunsState.Order {
    if accuracy.contains(offset) { return .accuracy }
    if loss.contains(offset) { return .loss }
    if size.contains(offset) { return .size }
    return offset < name.start + name.width ? .name : .newest
  }
}
