import Foundation
import SiamCore
import Testing

@testable import SiamTraining

@Suite(.timeLimit(.minutes(30))) struct BackgroundJobsTests {
  @Test func `a slow job delays neither other kinds nor other tasks`() async {
    let (results, sink) = AsyncStream.makeStream(of: QueryReply.self)
    let end = DispatchSemaphore(value: 0)
    var backgroundJobs = BackgroundJobs()
    // More jobs than the shared pool has threads.
    let slow: [Query] = [
      .space(SpaceQuery(method: .tSNE, maxPoints: 10)), .files([]), .classes, .newestTriplets,
      .pairs(PairsQuery(count: 1)), .images([]),
    ]
    for (number, query) in slow.enumerated() {
      backgroundJobs.run(QueryRequest(number: number, query: query), send: { _ in }) { _ in
        end.wait()
        return nil
      }
    }
    backgroundJobs.run(QueryRequest(number: 9, query: .runs), send: { sink.yield($0) }) { _ in .files([]) }
    for await result in results {
      #expect(result.number == 9)
      break
    }
    for _ in slow { end.signal() }
  }

  @Test func `a newer query of the same kind replaces a waiting one`() async {
    let (results, sink) = AsyncStream.makeStream(of: QueryReply.self)
    let end = DispatchSemaphore(value: 0)
    var backgroundJobs = BackgroundJobs()
    for number in 0..<3 {
      backgroundJobs.run(QueryRequest(number: number, query: .runs), send: { sink.yield($0) }) { _ in
        if number == 0 { end.wait() }
        return .files([])
      }
    }
    end.signal()
    for await result in results {
      #expect(result.number == 2)
      break
    }
  }
}
