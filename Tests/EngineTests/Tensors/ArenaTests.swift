import SiamTensors
import Testing

struct ArenaTests {
  @Test func `only buffers that are needed at different times share memory`() throws {
    let arena = Arena()
    let early = arena.reserve(100, during: 0...1)
    let long = arena.reserve(50, during: 0...3)
    let late = arena.reserve(90, during: 2...3)
    try arena.allocate()
    for (value, buffer) in [(1, early), (2, long)] { buffer.fill(Float(value)) }
    #expect(early.values.allSatisfy { $0 == 1 } && long.values.allSatisfy { $0 == 2 })
    late.fill(3)
    #expect(long.values.allSatisfy { $0 == 2 })
    #expect(early[0] == 3)
    // 112 floats for the larger of the two that share memory and 64 for the other, rounded up to cache lines.
    #expect(arena.count == 112 + 64)
  }

  @Test func `a buffer with an extended lifetime is not shared meanwhile`() throws {
    let arena = Arena()
    let first = arena.reserve(10, during: 1...1)
    let second = arena.reserve(10, during: 3...4)
    arena.extendLifetime(of: first, to: 3)
    arena.extendLifetime(of: second, to: 0)
    arena.extendLifetime(of: try FloatBuffer(count: 10), to: 2)
    try arena.allocate()
    first.fill(1)
    second.fill(2)
    #expect(first.values.allSatisfy { $0 == 1 })
    #expect(arena.count == 32)
  }

  @Test(arguments: 1...20)
  func `buffers that live at the same time never overlap`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    let arena = Arena()
    let reserved = (0..<30).map { _ in
      let start = Int.random(in: 0...9, using: &generator)
      let lifetime = start...start + Int.random(in: 0...4, using: &generator)
      return (lifetime, arena.reserve(Int.random(in: 1...70, using: &generator), during: lifetime))
    }
    try arena.allocate()
    for time in 0...14 {
      let alive = reserved.filter { $0.0.contains(time) }.map(\.1)
      for (index, buffer) in alive.enumerated() { buffer.fill(Float(index)) }
      for (index, buffer) in alive.enumerated() { #expect(buffer.values.allSatisfy { $0 == Float(index) }) }
    }
    #expect(arena.count < reserved.reduce(0) { $0 + ($1.1.count + 15) / 16 * 16 })
  }
}
