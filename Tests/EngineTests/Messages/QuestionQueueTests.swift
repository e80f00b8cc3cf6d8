import SiamMessages
import Testing

struct QuestionQueueTests {
  private static func asked(_ number: Int, _ question: Question) -> NumberedQuestion {
    NumberedQuestion(number: number, question: question)
  }

  @Test func `of each kind the newest waits, in the place of the one before it`() {
    var queue = QuestionQueue()
    #expect(queue.isEmpty && queue.take() == nil)
    queue.add(Self.asked(1, .files(["a"])))
    queue.add(Self.asked(2, .classes))
    queue.add(Self.asked(3, .files(["b"])))
    queue.add(Self.asked(4, .newestTriplets))
    var taken: [NumberedQuestion] = []
    while let next = queue.take() { taken.append(next) }
    #expect(taken == [Self.asked(3, .files(["b"])), Self.asked(2, .classes), Self.asked(4, .newestTriplets)])
  }

  @Test func `a kind asked again and again keeps no other from its turn`() {
    var queue = QuestionQueue()
    queue.add(Self.asked(0, .newestTriplets))
    queue.add(Self.asked(1, .classes))
    for number in 2..<100 {
      queue.add(Self.asked(number, .newestTriplets))
      if number == 50 {
        #expect(queue.take()?.number == 50)
        queue.add(Self.asked(51, .newestTriplets))
        #expect(queue.take()?.question == .classes)
      }
    }
    #expect(queue.take()?.number == 99)
    #expect(queue.isEmpty)
  }

  @Test func `forgotten questions are not given out`() {
    var queue = QuestionQueue()
    queue.add(Self.asked(1, .classes))
    queue.removeAll()
    #expect(queue.take() == nil)
  }
}
