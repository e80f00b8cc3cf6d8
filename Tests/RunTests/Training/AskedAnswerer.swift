import SiamData
import SiamMessages
import SiamTensors
import Synchronization
import Testing

@testable import SiamTraining

/// An answerer of a network that has not been trained, and what it answered; for the compute thread.
final class AskedAnswerer {
  let context: ComputeContext
  let dataset: Dataset
  let recipe: Recipe
  let network: Network
  let answerer: Answerer
  private let received = Received()

  /// Answers come from errands too.
  private final class Received: Sendable {
    let answers = Mutex<[NumberedAnswer]>([])
  }

  /// About the held-out bars, or other classes.
  init(_ context: ComputeContext, _ objective: Objective = .triplet, classes: [ClassID]? = nil) throws {
    self.context = context
    dataset = try SmallData.dataset()
    recipe = SmallData.recipe(objective)
    network = try Network(recipe, channels: 1, height: 28, width: 28)
    let received = received
    answerer = Answerer(context, dataset: dataset, classes: classes ?? dataset.validation) { answer in
      received.answers.withLock { $0.append(answer) }
    }
  }

  var answers: [NumberedAnswer] { received.answers.withLock { $0 } }

  func moment(step: Int = 7) -> Answerer.Moment {
    Answerer.Moment(network: network, step: step, recipe: recipe, trainingStep: nil, isTraining: false)
  }

  /// Asks what is answered at once.
  func ask(_ question: Question, step: Int = 7) throws -> Answer {
    let number = answers.count
    answerer.answer(NumberedQuestion(number: number, question: question), at: moment(step: step))
    let answer = try #require(answers.last, "\(question) was not answered at once")
    #expect(answer.number == number)
    return answer.answer
  }

  /// Why a question is refused.
  func refusal(of question: Question) throws -> String? {
    let answer = try ask(question)
    #expect(answer.kind == question.kind && answer.refusal?.contains("\n") != true)
    return answer.refusal
  }

  /// Every image of some classes, embedded without the answerer.
  func embedded(_ classes: [ClassID]) throws -> (images: [ImageID], rows: [[Int]], table: EmbeddedImages) {
    let all = ClassRows(classes, of: dataset)
    let table = try ImageEmbedder(context, network, most: 4).embed(all.images, of: dataset)
    return (all.images, all.rows, table)
  }
}
