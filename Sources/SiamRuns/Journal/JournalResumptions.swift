/// The points at which a run was resumed, which decide which events of its journal are still valid.
///
/// When a run resumes from an earlier step, it repeats steps; the events of their first occurrence are superseded.
package struct JournalResumptions: Equatable, Sendable {
  /// An event that reports that the run was resumed.
  private struct Resumption: Equatable, Sendable {
    /// The byte offset of its line in the journal.
    var offset: Int
    /// The lowest step that this or any later resumption resumes from.
    var limit: Int
  }

  private var all: [Resumption] = []

  /// Makes an empty list.
  package init() {}

  /// Records that the run was resumed after a step, by the line at `offset`. Call it in the journal's order.
  package mutating func add(step: Int, at offset: Int) {
    for index in all.indices { all[index].limit = min(all[index].limit, step) }
    all.append(Resumption(offset: offset, limit: step))
  }

  /// Whether an event is still valid, given its step and the offset of its line; an event without a step always is.
  package func isValid(step: Int?, at offset: Int) -> Bool {
    guard let step else { return true }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low == all.count || step <= all[low].limit
  }
}
