import SiamTensors
import Testing

struct FloatBufferTests {
  @Test func `a buffer starts with zeros and can be written`() throws {
    let buffer = try FloatBuffer(count: 5)
    #expect(buffer.values == [0, 0, 0, 0, 0])
    buffer.copy(from: [1, 2, 3])
    buffer[4] = 9
    #expect(buffer.values == [1, 2, 3, 0, 9])
    buffer.fill(7)
    #expect(buffer.values == [7, 7, 7, 7, 7])
  }

  @Test func `a slice refers to the same floats`() throws {
    let buffer = try FloatBuffer(count: 6)
    let slice = buffer.slice(2..<5)
    slice.copy(from: [1, 2, 3])
    buffer[3] = 8
    #expect(slice.values == [1, 8, 3])
    #expect(slice.slice(1..<2).values == [8])
    #expect(buffer.values == [0, 0, 1, 8, 3, 0])
    slice.withMutableSpan { $0[0] = 5 }
    #expect(buffer.withSpan { $0[2] } == 5)
  }

  @Test func `a buffer may be empty`() throws {
    let buffer = try FloatBuffer(count: 0)
    buffer.copy(from: [Float]())
    #expect(buffer.values.isEmpty)
  }

  @Test func `parameters are in one flat buffer, each at a multiple of sixteen`() throws {
    let store = try ParameterStore(
      [ParameterShape("a", [3, 2]), ParameterShape("b", [17]), ParameterShape("c", [1])],
      statistics: [ParameterShape("mean", [2])])
    #expect(store.parameterCount == 24)
    #expect(store.values.count == 64 && store.gradients.count == 64 && store.statistics.count == 16)
    store.values("b").fill(1)
    store.gradients("c").fill(2)
    store.statistic("mean").fill(3)
    #expect(store.values.values == (0..<64).map { 16..<33 ~= $0 ? 1 : 0 })
    #expect(store.gradients.values == (0..<64).map { $0 == 48 ? 2 : 0 })
    #expect(store.statistics.values == (0..<16).map { $0 < 2 ? 3 : 0 })
  }
}
