import Foundation
import SiamCore
import SiamRuns
import Testing

@testable import SiamApp

/// The routing of commands and queries, before and after a session is attached.
@Suite struct SessionLinkTests {
  private static func query(_ number: Int, _ query: Query) -> QueryRequest {
    QueryRequest(number: number, query: query)
  }

  @Test func `commands go to the training session`() {
    let (link, session) = (SessionLink(), RecordingSession())
    link.attach(training: session)
    link.send(.pause)
    link.send(.margin(0.3))
    #expect(session.commands == [.pause, .margin(0.3)])
  }

  @Test func `commands sent before training starts keep their order`() {
    let link = SessionLink()
    let isSent = DispatchSemaphore(value: 0)
    let session = RecordingSession { command in
      guard command == .margin(0.1) else { return }
      let isStarted = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        isStarted.signal()
        link.send(.margin(0.9))
        isSent.signal()
      }
      isStarted.wait()
      // Enough time for the newer command to arrive first, if nothing delayed it.
      Thread.sleep(forTimeInterval: 0.05)
    }
    for margin: Float in [0.1, 0.2, 0.3] { link.send(.margin(margin)) }
    link.attach(training: session)
    isSent.wait()
    #expect(session.commands == [.margin(0.1), .margin(0.2), .margin(0.3), .margin(0.9)])
  }

  @Test func `a stop waits for training to begin`() {
    let (link, session) = (SessionLink(), RecordingSession())
    #expect(!link.isStopPending)
    link.send(.stop)
    #expect(link.isStopPending)
    link.attach(training: session)
    #expect(session.commands == [.stop] && !link.isStopPending)
  }

  @Test func `queries wait for a session, the newest of each kind`() {
    let (link, session) = (SessionLink(), RecordingSession())
    #expect(link.ask(Self.query(1, .neighbours(of: ImageID(7), count: 3))) == nil)
    #expect(link.ask(Self.query(2, .classes)) == nil)
    #expect(link.ask(Self.query(3, .neighbours(of: ImageID(8), count: 3))) == nil)
    link.attach(queries: session) { _ in nil }
    #expect(session.queries == [Self.query(3, .neighbours(of: ImageID(8), count: 3)), Self.query(2, .classes)])
    #expect(link.ask(Self.query(4, .classes)) == nil)
    #expect(session.queries.last == Self.query(4, .classes))
  }

  @Test func `images come from the dataset at once`() {
    let (link, session) = (SessionLink(), RecordingSession())
    let image = DatasetImage(id: ImageID(1), className: "a", width: 1, height: 1, channels: .grey, pixels: [9])
    link.attach(queries: session) { $0 == image.id ? image : nil }
    let result = link.ask(Self.query(5, .images([ImageID(0), ImageID(1)])))
    #expect(result == QueryReply(number: 5, result: .images([image])))
    #expect(session.queries.isEmpty)
  }

  @Test func `rejected queries get the reason, before and after a session is attached`() {
    let link = SessionLink()
    _ = link.ask(Self.query(1, .classes))
    _ = link.ask(Self.query(2, .newestTriplets))
    let early = link.rejectQueries("gone")
    #expect(
      early == [
        QueryReply(number: 1, result: .rejected(.classes, reason: "gone")),
        QueryReply(number: 2, result: .rejected(.newestTriplets, reason: "gone")),
      ])
    let late = link.ask(Self.query(3, .images([ImageID(0)])))
    #expect(late == QueryReply(number: 3, result: .rejected(.images, reason: "gone")))
  }

  @Test(.timeLimit(.minutes(5))) func `queries about runs go to the library for every session`() async {
    let (link, session) = (SessionLink(), RecordingSession())
    let (results, source) = AsyncStream.makeStream(of: QueryReply.self)
    link.attach(library: RunLibrary("/nowhere/at/all") { source.yield($0) })
    link.attach(queries: session) { _ in nil }
    _ = link.rejectQueries("no data")
    #expect(link.ask(Self.query(6, .runs)) == nil)
    var reader = results.makeAsyncIterator()
    let result = await reader.next()
    #expect(result?.number == 6 && session.queries.isEmpty)
  }

  @Test func `closing ends the session's results`() async {
    let (link, session) = (SessionLink(), RecordingSession())
    link.attach(queries: session) { _ in nil }
    link.close()
    for await _ in session.results { Issue.record("no result was sent") }
  }
}
