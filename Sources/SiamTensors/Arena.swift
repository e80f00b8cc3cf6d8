/// One block of memory for buffers that are not all needed at the same time; buffers whose lifetimes don't overlap
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
  /// The arena's size in floats; 0 before `allocate`.
  package private(set) var count = 0

  /// An empty arena.
  package init() {}

  /// Reserves a buffer for the given lifetime.
  ///
  /// Its contents are undefined when its lifetime begins, and it can't be used before `allocate`.
  package func reserve(_ count: Int, during lifetime: ClosedRange<Int>) -> FloatBuffer {
    let storage = FloatStorage(reserved: count)
    reservations.append(Reservation(storage: storage, lifetime: lifetime))
    return FloatBuffer(storage: storage, count: count)
  }

  /// Extends a reserved buffer's lifetime to include `time`; does nothing for buffers that this arena doesn't own.
  package func extendLifetime(of buffer: FloatBuffer, to time: Int) {
    guard let index = reservations.lastIndex(where: { $0.storage === buffer.storage }) else { return }
    let lifetime = reservations[index].lifetime
    reservations[index].lifetime = min(lifetime.lowerBound, time)...max(lifetime.upperBound, time)
  }

  /// Allocates the arena and assigns every reservation an offset, largest first: the lowest one that is free throughout
  /// its lifetime.
  ///
  /// - Throws: `TensorError.memory`.
  package func allocate() throws(TensorError) {
    var placed: [Reservation] = []
    for var reservation in reservations.sorted(by: { $0.storage.count > $1.storage.count }) {
      let occupied = placed.filter { $0.lifetime.overlaps(reservation.lifetime) }.map(\.range)
      for range in occupied.sorted(by: { $0.lowerBound < $1.lowerBound }) where reservation.range.overlaps(range) {
        reservation.offset = range.upperBound
      }
      placed.append(reservation)
    }
    count = placed.map(\.range.upperBound).max() ?? 0
    let owner = try FloatStorage(count: count)
    for reservation in placed { reservation.storage.bind(at: reservation.offset, in: owner) }
    reservations = []
  }
}
