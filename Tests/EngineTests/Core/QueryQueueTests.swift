import SiamCore
import Testing

struct QueryQueueTests {
  private static func request(_ number: Int, _ query: Query) -> QueryRequest {
    QueryRequest(number: number, query: query)
  }

  @Test func `a newer query replaces an older one of its kind at its position`() {
    var queue = QueryQueue()
    #expect(queue.isEmpty && queue.popFirst() == nil)
    queue.add(Self.request(1, .files(["a"])))
    queue.add(Self.request(2, .classes))
    queue.add(Self.request(3, .files(["b"])))
    queue.add(Self.request(4, .newestTriplets))
    var removed: [QueryRequest] = []
    while let next = queue.popFirst() { removed.append(next) }
    #expect(removed == [Self.request(3, .files(["b"])), Self.request(2, .classes), Self.request(4, .newestTriplets)])
  }

  @Test func `frequent queries of one kind do not delay other kinds`() {
    var queue = QueryQueue()
    queue.add(Self.request(0, .newestTriplets))
    queue.add(Self.request(1, .classes))
    for number in 2..<100 {
      queue.add(Self.request(number, .newestTriplets))
      if number == 50 {
        #expect(queue.popFirst()?.number == 50)
        queue.add(Self.request(51, .newestTriplets))
        #expect(queue.popFirst()?.query == .classes)
      }
    }
    #expect(queue.popFirst()?.number == 99)
    #expect(queue.isEmpty)
  }

  @Test func `removed queries are not returned`() {
    var queue = QueryQueue()
    queue.add(Self.request(1, .classes))
    queue.removeAll()
    #expect(queue.popFirst() == nil)
  }
}
