import SiamCore
import SiamScreens

/// Performs the effects that `update` returns. Called on the thread that received the message; what waits for a disk
/// moves to a task, so that the thread that draws never does.
struct EffectRunner {
  let runtime: AppRuntime
  let sessions: SessionLink
  /// Runs tasks that wait for a disk, in order.
  private let disk = TaskQueue("siam.disk")

  init(runtime: AppRuntime, sessions: SessionLink) {
    self.runtime = runtime
    self.sessions = sessions
  }

  /// Performs effects in order.
  func run(_ effects: [Effect]) {
    for effect in effects { run(effect) }
  }

  private func run(_ effect: Effect) {
    let (runtime, sessions) = (runtime, sessions)
    switch effect {
    case .command(let command): sessions.send(command)
    case .replay(let command): sessions.send(command)
    case .ask(let number, let query):
      if let reply = sessions.ask(QueryRequest(number: number, query: query)) { runtime.receive(reply) }
    case .setMaxFrameRate(let rate): runtime.setFrameRate(rate)
    case .saveScreen(let format, let path):
      let model = runtime.model
      Task.detached(executorPreference: disk) { runtime.receive(.said(ScreenFile.save(model, as: format, path: path))) }
    case .visit(let run, let start): runtime.requestVisit(VisitRequest(run: run, start: start))
    case .remove(let run):
      Task.detached(executorPreference: disk) {
        do {
          try sessions.remove(run)
          runtime.receive(.removed(run: run, problem: nil))
        } catch {
          runtime.receive(.removed(run: run, problem: "\(error)"))
        }
      }
    case .leave(let save):
      // Training may have begun without the screen knowing yet, or begin now.
      sessions.send(.stop)
      runtime.leave(save: save)
    }
  }
}
