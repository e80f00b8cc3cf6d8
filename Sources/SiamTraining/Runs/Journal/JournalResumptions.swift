/// Which events of a journal still hold: what was told of steps that a resumed run took again does not.
package struct JournalResumptions: Equatable, Sendable {
  /// A line that tells that the run was gone on with.
  private struct Resumption: Equatable, Sendable {
    /// Where it begins in the journal, in bytes.
    var offset: Int
    /// The lowest of the steps that it or any later one goes back to.
    var limit: Int
  }

  private var all: [Resumption] = []

  /// None yet.
  package init() {}

  /// The run was gone on with after a step, as a line at an offset tells; later lines come later.
  package mutating func add(step: Int, at offset: Int) {
    for place in all.indices { all[place].limit = min(all[place].limit, step) }
    all.append(Resumption(offset: offset, limit: step))
  }

  /// Whether what a line at an offset tells after so many steps still holds; nil steps belong to no step.
  package func holds(step: Int?, at offset: Int) -> Bool {
    guard let step else { return true }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low == all.count || step <= all[low].limit
  }
}
