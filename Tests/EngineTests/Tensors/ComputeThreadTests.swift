import Foundation
import SiamTensors
import Synchronization
import Testing

struct ComputeThreadTests {
  /// Identifies the calling thread.
  private static func thread() -> ObjectIdentifier { ObjectIdentifier(Thread.current) }

  @Test func `all jobs run on one thread, which is not the caller's`() async {
    let compute = ComputeThread()
    let threads = await withTaskGroup(of: ObjectIdentifier.self) { group in
      for _ in 0..<50 { group.addTask(executorPreference: compute) { Self.thread() } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(threads.count == 1)
    #expect(!threads.contains(await Task.detached { Self.thread() }.value))
  }

  @Test func `a task returns to the thread after it has waited elsewhere`() async throws {
    let compute = ComputeThread()
    let threads = try await Task(executorPreference: compute) {
      let before = Self.thread()
      try await Task.sleep(for: .milliseconds(5))
      return [before, Self.thread()]
    }.value
    #expect(threads[0] == threads[1])
  }

  private final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  @Test func `jobs run one at a time, in the order of arrival`() async {
    let compute = ComputeThread()
    let order = Order()
    let tasks = (0..<200).map { number in
      Task(executorPreference: compute) { order.numbers.withLock { $0.append(number) } }
    }
    for task in tasks { await task.value }
    #expect(order.numbers.withLock { $0 } == Array(0..<200))
  }

  @Test func `two executors have two threads`() async {
    let (one, other) = (ComputeThread(), ComputeThread())
    let first = await Task(executorPreference: one) { Self.thread() }.value
    let second = await Task(executorPreference: other) { Self.thread() }.value
    #expect(first != second)
  }

  @Test func `the executor is deallocated when nothing refers to it`() async throws {
    weak var weakThread: ComputeThread?
    do {
      let compute = ComputeThread()
      weakThread = compute
      await Task(executorPreference: compute) {}.value
    }
    for _ in 0..<100 where weakThread != nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(weakThread == nil)
  }
}
