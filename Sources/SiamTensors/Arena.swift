/// One stretch of memory for buffers that are not all needed at the same time: those whose lifetimes don't overlap
/// share it.
///
/// Time is counted in layers: a network's layers run forward one after the other, then backward in reverse.
package final class Arena {
  private struct Reservation {
    let storage: FloatStorage
    let lifetime: ClosedRange<Int>
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

/// When a layer of a network runs, and the arena that its tensors live in.
package struct Placement {
  package let arena: Arena
  private let forward: Int
  private let backward: Int
  private let isLast: Bool
  private let mode: Mode

  /// The place of layer `index` of `count`.
  package init(_ arena: Arena, layer index: Int, of count: Int, mode: Mode) {
    self.arena = arena
    self.mode = mode
    forward = index
    backward = 2 * count - index
    isLast = index == count - 1
  }

  /// What comes out: needed until the next layer has used it, in its backward pass where there is one; the last
  /// layer's until the next pass.
  func output(_ layout: Layout) -> Tensor {
    let count = (layout.bytes + 3) / 4
    guard mode == .training else {
      return Tensor(layout, values: arena.reserve(count, during: forward...forward + 1), gradients: nil)
    }
    return Tensor(
      layout, values: arena.reserve(count, during: forward...(isLast ? 2 * backward : backward - 1)),
      gradients: arena.reserve(count, during: backward - 1...backward))
  }

  /// What comes out where the next layer overwrites it with its gradient.
  func overwrittenOutput(_ layout: Layout) -> Tensor {
    guard mode == .training else { return output(layout) }
    let values = kept((layout.bytes + 3) / 4)
    return Tensor(layout, values: values, gradients: values)
  }

  /// What the layer keeps for its own backward pass, or needs only while it runs forward.
  func kept(_ count: Int) -> FloatBuffer {
    arena.reserve(count, during: forward...(mode == .training ? backward : forward))
  }
}
