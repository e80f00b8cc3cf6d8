import SiamCanvas
import SiamCore

extension Command {
  /// Settings that can be changed during training.
  static let settings: [Command] = [
    Command(
      name: "margin", aliases: ["alpha", "α"], argument: "a number",
      value: { $0.objective.hasMargin ? NumberFormat.trimmed($0.margin, decimals: 2) : nil },
      effect: "from the next step on",
      explanation: "how much farther away than the positive a negative must be for a loss of zero",
      isAvailable: { $0.phase.isRunning && $0.objective.hasMargin }
    ) { model, text throws(CommandProblem) in
      guard let margin = Float(text), model.marginRange.contains(margin) else {
        throw CommandProblem("margin must be \(model.marginRange)")
      }
      return model.changeMargin(to: margin)
    },
    Command(
      name: "learning-rate", aliases: ["lr", "rate"], argument: "a number",
      value: { model in
        (model.controls.learningRate ?? model.recipe?.learningRate).map { NumberFormat.scientific(Double($0)) }
      }, effect: "from the next step on",
      explanation: "peak learning rate of Adam; the schedule scales with it",
      isAvailable: { $0.phase.isRunning }
    ) { model, text throws(CommandProblem) in
      let rate = try number(text, 1e-7...10, for: "learning-rate")
      return [.command(model.controls.requestLearningRate(Float(rate)))]
    },
    Command(
      name: "miner", argument: "a miner", choices: { _ in Miner.allCases.map(\.rawValue) },
      value: { $0.recipe?.miner.rawValue }, effect: "from the next step on",
      explanation: "which triplets of a batch are trained on",
      isAvailable: { $0.phase.isRunning && $0.objective == .triplet }
    ) { _, text throws(CommandProblem) in
      let name = try choice(text, of: Miner.allCases.map(\.rawValue), for: "miner")
      return Miner(rawValue: name).map { [.command(.miner($0))] } ?? []
    },
  ]

  /// Commands to training.
  static let run: [Command] = [
    action("pause", .pauseOrResume, "pause training", when: { $0.phase.isRunning && !$0.phase.isPaused }),
    action("resume", .pauseOrResume, "resume training", aliases: ["go"], when: { $0.phase.isPaused }),
    action("step", .singleStep, "run one step, then pause", when: \.phase.isRunning),
    action("evaluate", .evaluate, "evaluate now", when: \.phase.isRunning),
    action("save", .checkpoint, "write a checkpoint now", aliases: ["checkpoint"], when: \.phase.isRunning),
  ]

  /// Commands to the program.
  static let program: [Command] = [
    action("help", .help, "explain the screen", aliases: ["h"]),
    action("quit", .quit, "stop, save and quit", aliases: ["q"]),
    Command(
      name: "write", aliases: ["w"], argument: "[svg|text|ansi] [FILE]",
      choices: { _ in ScreenFormat.allCases.map(\.rawValue) }, explanation: "save the screen to a file"
    ) { _, text throws(CommandProblem) in
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard let first = parts.first else { return [.saveScreen(as: .svg, path: nil)] }
      if let format = ScreenFormat(rawValue: first) {
        return [.saveScreen(as: format, path: parts.count > 1 ? parts[1] : nil)]
      }
      return [.saveScreen(as: .svg, path: text)]
    },
    Command(
      name: "fps", argument: "1…30", effect: "at once",
      explanation: "maximum frame rate"
    ) { _, text throws(CommandProblem) in
      [.setMaxFrameRate(timesASecond: Int(bounded: try number(text, 1...30, for: "fps"), to: 1...30))]
    },
  ]

  /// A command for each screen.
  static let screens: [Command] = ScreenName.allCases.map { name in
    action(
      name.screen.title.lowercased(), .show(name), "the \(name.screen.title) screen",
      when: { $0.exploration == nil || !name.needsTraining })
  }

  private static func action(
    _ name: String, _ action: Action, _ explanation: String, aliases: [String] = [],
    when isAvailable: @escaping @Sendable (Model) -> Bool = { _ in true }
  ) -> Command {
    Command(name: name, aliases: aliases, explanation: explanation, isAvailable: isAvailable) { model, _ in
      model.perform(action)
    }
  }
}

extension Command {
  /// Commands to a replay.
  static let replay: [Command] = [
    Command(
      name: "seek", aliases: ["goto"], argument: "a step", value: { "\($0.replayStep)" }, effect: "at once",
      explanation: "show the run after a step", isAvailable: { $0.replay != nil }
    ) { model, text throws(CommandProblem) in
      let last = model.replay?.report.steps ?? 0
      return model.seek(Int(bounded: try number(text, 0...Double(max(1, last)), for: "the step"), to: 0...max(1, last)))
    },
    Command(
      name: "speed", argument: "a number or max", value: { $0.replay?.speed.text }, effect: "at once",
      explanation: "speed of the replay, in multiples of the training speed", isAvailable: { $0.replay != nil }
    ) { model, text throws(CommandProblem) in
      guard let speed = ReplaySpeed(text) else {
        let range = ReplaySpeed.range
        throw CommandProblem(
          "speed must be a number from \(bound(range.lowerBound)) to \(bound(range.upperBound)), or max")
      }
      return model.play(at: speed)
    },
  ]
}
