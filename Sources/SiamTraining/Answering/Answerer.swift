internal import SiamData
internal import SiamMessages
internal import SiamTensors

/// Answers questions by a network as it is now, on a copy of its numbers: whoever trains it notices nothing.
///
/// Lives on the compute thread.
final class Answerer {
  /// What is asked: a network at some moment of its training, or after it.
  struct Moment {
    var network: Network
    /// Steps it has taken.
    var step: Int
    /// What it is trained by, as commands have changed it.
    var recipe: Recipe
    /// Where it is trained; nil where nothing trains.
    var trainingStep: TrainingStep?
    /// Whether another step is about to be taken.
    var isTraining: Bool
  }

  let context: ComputeContext
  let dataset: Dataset
  /// What is explored, and whether it was trained on after all.
  let classes: [ClassID]
  private let areTrained: Bool
  let send: @Sendable (NumberedAnswer) -> Void
  private var snapshot: EmbeddingSnapshot?
  var mapper: SpaceMapper
  var probe: TripletProbe?
  var errands = Errands()
  private lazy var unseen = UnseenClasses(
    classes: classes.map(dataset.summary), ink: dataset.inkStyle(of: classes), areTrained: areTrained)

  /// Answers about some classes of a dataset by `send`, which may be called from other threads.
  init(
    _ context: ComputeContext, dataset: Dataset, classes: [ClassID], areTrained: Bool = false,
    send: @escaping @Sendable (NumberedAnswer) -> Void
  ) {
    self.context = context
    self.dataset = dataset
    self.classes = classes
    self.areTrained = areTrained
    self.send = send
    mapper = SpaceMapper(context)
  }

  /// Answers a question, now or when an errand is done.
  func answer(_ asked: NumberedQuestion, at moment: Moment) {
    errands.cancel(asked.question.kind)
    do {
      if let answer = try reply(to: asked, at: moment) { send(NumberedAnswer(number: asked.number, answer: answer)) }
    } catch {
      send(asked.refused(error))
    }
  }

  /// Gives up what still runs.
  func close() { errands.cancelAll() }

  /// The answer, or nil where an errand will bring it.
  private func reply(to asked: NumberedQuestion, at moment: Moment) throws -> Answer? {
    switch asked.question {
    case .pictures(let images): return .pictures(images.compactMap(dataset.picture))
    case .classes: return .classes(unseen)
    case .files(let paths):
      let (side, channels) = (dataset.width, dataset.channels)
      // Where the data's ink was bright already, a file's paper decides: bundled glyphs are asked about scans too.
      let inverted = dataset.isInverted ? true : nil
      errands.run(asked, send: send) { _ in
        .files(FilePicture.read(paths, side: side, channels: channels, inverted: inverted))
      }
      return nil
    case .episode(let question): return .episode(try EpisodeDraw(dataset: dataset, classes: classes).draw(question))
    case .scores(let question):
      try question.check()
      let snapshot = try snapshot(of: moment, embedding: question.images.count)
      return .scores(try QueryScorer(context: context, snapshot: snapshot).scores(question))
    case .newestTriplets: return .newestTriplets(try newestTriplets(at: moment))
    case .triplet(let anchor, let positive, let negative):
      return try triplet(anchor: anchor, positive: positive, negative: negative, at: moment)
    case .space(let question): return try map(question, for: asked, at: moment)
    case .neighbours(let image, let count): return .neighbours(try neighbours(of: image, count: count, at: moment))
    case .pairs(let question): return .pairs(try survey(question, at: moment))
    case .runs, .curves: throw QuestionError.notOfNetwork
    }
  }

  /// The network's numbers, to embed so many images by.
  func snapshot(of moment: Moment, embedding count: Int) throws -> EmbeddingSnapshot {
    let snapshot = try snapshot ?? EmbeddingSnapshot(context, of: moment.network, dataset: dataset)
    self.snapshot = snapshot
    snapshot.follow(moment.network, step: moment.step, embedding: count, isTraining: moment.isTraining)
    return snapshot
  }
}
