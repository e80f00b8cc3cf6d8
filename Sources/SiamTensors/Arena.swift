/// One stretch of memory for buffers that are not all needed at the same time: those whose lifetimes don't overlap
/// share it.
///
/// Time is counted in layers: a network's layers run forward one after the other, then backward in reverse.
package final class Arena {
  private struct Reservation {
    let storage: FloatStorage
    var lifetime: ClosedRange<Int>
    var offset = 0

    var range: Range<Int> { offset..<offset + (storage.count + 15) / 16 * 16 }
  }

  private var reservations: [Reservation] = []
  /// Floats it takes; 0 before `allocate`.
  package private(set) var count = 0

  /// An empty arena.
  package init() {}

  /// Floats that are needed during a time; they may hold anything at its start, and can't be used before `allocate`.
  package func reserve(_ count: Int, during lifetime: ClosedRange<Int>) -> FloatBuffer {
    let storage = FloatStorage(reserved: count)
    reservations.append(Reservation(storage: storage, lifetime: lifetime))
    return FloatBuffer(storage: storage, count: count)
  }

  /// Says that reserved floats are needed at another time too, and at all times between; floats that were not reserved
  /// here are always there.
  package func keep(_ buffer: FloatBuffer, at time: Int) {
    guard let index = reservations.lastIndex(where: { $0.storage === buffer.storage }) else { return }
    let lifetime = reservations[index].lifetime
    reservations[index].lifetime = min(lifetime.lowerBound, time)...max(lifetime.upperBound, time)
  }

  /// Gives every reservation its place, the largest first, each at the lowest offset that is free throughout its
  /// lifetime.
  ///
  /// - Throws: `TensorError.memory`.
  package func allocate() throws(TensorError) {
    var placed: [Reservation] = []
    for var reservation in reservations.sorted(by: { $0.storage.count > $1.storage.count }) {
      let taken = placed.filter { $0.lifetime.overlaps(reservation.lifetime) }.map(\.range)
      for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) where reservation.range.overlaps(range) {
        reservation.offset = range.upperBound
      }
      placed.append(reservation)
    }
    count = placed.map(\.range.upperBound).max() ?? 0
    let owner = try FloatStorage(count: count)
    for reservation in placed { reservation.storage.place(at: reservation.offset, in: owner) }
    reservations = []
  }
}
