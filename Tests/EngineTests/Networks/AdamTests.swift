import Foundation
import PlainReference
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing)
struct AdamTests {
  @Test func `updates agree with the paper's algorithm in double precision`() throws {
    let store = try ParameterStore([ParameterShape("a", [20]), ParameterShape("b", [3, 7])], statistics: [])
    let adam = try Adam(store)
    var generator = SeededGenerator(seed: 41, purpose: .weights)
    var values = Numbers(random: [41], using: &generator).values
    var (first, second) = (values.map { _ in 0.0 }, values.map { _ in 0.0 })
    store.values("a").copy(from: values[..<20].map(Float.init))
    store.values("b").copy(from: values[20...].map(Float.init))
    for step in 1...20 {
      let gradients = Numbers(random: [41], in: -pow(10, Double(step % 5) - 4)...1e-3, using: &generator)
      store.gradients("a").copy(from: Array(gradients.floats[..<20]))
      store.gradients("b").copy(from: Array(gradients.floats[20...]))
      let rate = 1e-3 * Double(step)
      for index in values.indices {
        first[index] = 0.9 * first[index] + 0.1 * gradients[index]
        second[index] = 0.999 * second[index] + 0.001 * gradients[index] * gradients[index]
        let mean = first[index] / (1 - pow(0.9, Double(step)))
        let square = second[index] / (1 - pow(0.999, Double(step)))
        values[index] -= rate * mean / (square.squareRoot() + 1e-8)
      }
      let norm = adam.update(learningRate: Float(rate))
      #expect(abs(Double(norm) - gradients.dot(gradients).squareRoot()) < 1e-5 * Double(norm))
      #expect(adam.updates == step)
    }
    let found = (store.values("a").values + store.values("b").values).map(Double.init)
    #expect(relativeDifference(found, values) < 1e-5)
    // The gap between parameters is not changed.
    #expect(store.values.values[20..<32].allSatisfy { $0 == 0 })
  }

  @Test func `the first step is the learning rate against the gradient's sign`() throws {
    let store = try ParameterStore([ParameterShape("a", [3])], statistics: [])
    let adam = try Adam(store)
    store.gradients("a").copy(from: [3, -0.01, 0])
    let norm = adam.update(learningRate: 0.5)
    #expect(relativeDifference(store.values("a").values, Numbers([3], [-0.5, 0.5, 0])) < 1e-5)
    #expect(abs(norm - (9.0001 as Float).squareRoot()) < 1e-5)
  }

  @Test func `a NaN gradient makes the norm NaN`() throws {
    let store = try ParameterStore([ParameterShape("a", [3])], statistics: [])
    store.gradients("a").copy(from: [1, .nan, 1])
    #expect(try Adam(store).update(learningRate: 0.5).isNaN)
  }

  @Test func `the norm of many gradients is accurate to seven digits`() throws {
    let store = try ParameterStore([ParameterShape("a", [200_000])], statistics: [])
    store.gradients.fill(0.1)
    let norm = try Adam(store).update(learningRate: 0)
    #expect(abs(Double(norm) / (200_000.0.squareRoot() * 0.1) - 1) < 1e-6)
  }

  @Test func `the schedule stays at its peak, decays along half a cosine and stays at its end`() {
    let schedule = CosineSchedule(start: 100, end: 300, finalShare: 0.1)
    #expect([0, 50, 100].allSatisfy { schedule.share(step: $0) == 1 })
    // At a quarter of the decay: 0.1 + 0.9 · (1 + √½)/2.
    #expect(abs(schedule.share(step: 150) - 0.8681981) < 1e-6)
    #expect(abs(schedule.share(step: 200) - 0.55) < 1e-6)
    #expect([300, 301, 10_000].allSatisfy { abs(schedule.share(step: $0) - 0.1) < 1e-6 })
    for step in 100..<300 { #expect(schedule.share(step: step + 1) < schedule.share(step: step)) }
  }

  @Test func `without an end, or with one before the start, the schedule stays at its peak`() {
    #expect(CosineSchedule(start: 0, end: nil, finalShare: 0.1).share(step: 1_000_000) == 1)
    #expect(CosineSchedule(start: 10, end: 10, finalShare: 0.1).share(step: 20) == 1)
  }
}
