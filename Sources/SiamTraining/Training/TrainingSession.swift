public import SiamData
public import SiamMessages
internal import SiamTensors

/// A training run in the background: commands and questions in, events and answers out.
///
/// The trainer computes on a thread of its own and never waits for whoever reads `events` or `answers`. Questions are
/// answered between two steps, while paused, and when the run is over, until `close`.
public final class TrainingSession: Answering {
  /// Everything that happens, in order; for one reader. Ends after `finished` or `failed`.
  public let events: AsyncStream<TrainingEvent>
  /// The answers to questions; for one reader. Ends after `close`, once the run is over.
  public let answers: AsyncStream<NumberedAnswer>
  private let mailbox = Mailbox()
  private let journal: Task<Void, Never>

  /// Starts training, or goes on with it.
  ///
  /// - Parameters:
  ///   - recipe: what determines the run's numbers.
  ///   - dataset: what it trains and is examined on.
  ///   - folder: where the journal and the checkpoints go, or nil to keep nothing.
  ///   - checkpoint: what a run goes on from; nil to begin.
  ///   - checkpointEvery: steps between checkpoints, beside those after each evaluation; none where nil.
  ///   - threads: how many compute; every core where nil.
  public init(
    recipe: Recipe, dataset: Dataset, folder: RunFolder?, from checkpoint: ResumePoint? = nil,
    checkpointEvery: Int? = nil, threads: Int? = nil
  ) {
    let (raw, source) = AsyncStream.makeStream(of: RunScribe.Entry.self)
    let (events, sink) = AsyncStream.makeStream(of: TrainingEvent.self)
    let (answers, replies) = AsyncStream.makeStream(of: NumberedAnswer.self)
    let mailbox = mailbox
    let thread = ComputeThread()
    self.events = events
    self.answers = answers
    journal = Task {
      // A stage the events pass through: what the audience sees has been written down.
      var scribe = RunScribe(folder: folder, mailbox: mailbox) { sink.yield($0) }
      await scribe.write(raw)
      sink.finish()
    }
    Task(executorPreference: thread) {
      let setting = Trainer.Setting(
        recipe: recipe, dataset: dataset, keepsCheckpoints: folder != nil, checkpointEvery: checkpointEvery,
        checkpoint: checkpoint?.checkpoint, threads: threads, mailbox: mailbox,
        emit: { source.yield(.event($0)) }, keep: { source.yield(.checkpoint($0)) }, reply: { replies.yield($0) })
      let trainer = Trainer.begin(setting)
      await trainer?.run()
      source.finish()
      while let asked = await mailbox.nextQuestion() {
        if let trainer { trainer.answer(asked) } else { replies.yield(asked.refused(QuestionError.noNetwork)) }
      }
      trainer?.close()
      replies.finish()
    }
  }

  deinit { close() }

  /// Asks for something; it takes effect between two steps and is told by an event then.
  public func send(_ command: TrainingCommand) { mailbox.put(command) }

  /// Asks something that changes nothing, not even by a bit.
  public func ask(_ question: Question, number: Int) {
    mailbox.put(NumberedQuestion(number: number, question: question))
  }

  /// Takes no more questions; the run goes on.
  public func close() { mailbox.close() }

  /// Waits until the run is over and everything is written.
  public func wait() async { await journal.value }
}
