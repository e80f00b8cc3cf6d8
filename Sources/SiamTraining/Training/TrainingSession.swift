public import SiamData
public import SiamMessages
internal import SiamTensors
internal import Synchronization

/// A training run in the background: commands in, events out.
///
/// The trainer computes on a thread of its own and never waits for whoever reads `events`.
public final class TrainingSession: Sendable {
  /// Everything that happens, in order; for one reader. Ends after `finished` or `failed`.
  public let events: AsyncStream<TrainingEvent>
  private let mailbox = CommandMailbox()
  private let task: Task<Void, Never>

  /// Starts training.
  ///
  /// - Parameters:
  ///   - recipe: what determines the run's numbers.
  ///   - dataset: what it trains and is examined on.
  ///   - folder: where the journal and the checkpoints go, or nil to keep nothing.
  ///   - threads: how many compute; every core where nil.
  public init(recipe: Recipe, dataset: Dataset, folder: RunFolder?, threads: Int? = nil) {
    let (raw, source) = AsyncStream.makeStream(of: TrainingEvent.self)
    let (events, sink) = AsyncStream.makeStream(of: TrainingEvent.self)
    let mailbox = mailbox
    let thread = ComputeThread()
    self.events = events
    let journal = Task {
      // A stage the events pass through: what the audience sees has been written down.
      for await event in raw {
        folder?.journal(event)
        sink.yield(event)
      }
      sink.finish()
    }
    task = Task(executorPreference: thread) {
      let setting = Trainer.Setting(recipe: recipe, dataset: dataset, folder: folder, threads: threads)
      await Trainer.run(setting, mailbox: mailbox) { source.yield($0) }
      source.finish()
      await journal.value
    }
  }

  /// Asks for something; it takes effect between two steps and is told by an event then.
  public func send(_ command: TrainingCommand) { mailbox.put(command) }

  /// Waits until the run is over and everything is written.
  public func wait() async { await task.value }
}

/// Commands on their way to the trainer.
final class CommandMailbox: Sendable {
  private struct State {
    var commands: [TrainingCommand] = []
    var waiting: CheckedContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  func put(_ command: TrainingCommand) {
    let waiting = state.withLock { state in
      state.commands.append(command)
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// The next command, or nil where there is none.
  func take() -> TrainingCommand? {
    state.withLock { $0.commands.isEmpty ? nil : $0.commands.removeFirst() }
  }

  /// Suspends until there is a command.
  func wait() async {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state in
        if state.commands.isEmpty { state.waiting = continuation }
        return !state.commands.isEmpty
      }
      if ready { continuation.resume() }
    }
  }
}
