import SiamCanvas
import SiamMessages

extension Command {
  /// Settings of a run that can be changed while it goes on.
  static let settings: [Command] = [
    Command(
      name: "margin", aliases: ["alpha", "α"], argument: "a number",
      value: { $0.objective.hasMargin ? Figures.fixed($0.margin, decimals: 2) : nil }, effect: "from the next step on",
      explanation: "how much farther than the positive a negative must be to cost nothing",
      isOffered: { $0.phase.isRunning && $0.objective.hasMargin }
    ) { model, text throws(CommandProblem) in
      let margin = try number(text, 0.01...Double(MarginReach.limit(model.recipe)), for: "margin")
      return model.changeMargin(to: margin)
    },
    Command(
      name: "learning-rate", aliases: ["lr", "rate"], argument: "a number",
      value: { model in
        (model.controls.learningRate ?? model.recipe?.learningRate).map { Figures.scientific(Double($0)) }
      }, effect: "from the next step on",
      explanation: "Adam's step size at its highest; the schedule goes on from there",
      isOffered: { $0.phase.isRunning }
    ) { model, text throws(CommandProblem) in
      let rate = try number(text, 1e-7...10, for: "learning-rate")
      return [.command(model.controls.askLearningRate(Float(rate)))]
    },
    Command(
      name: "miner", argument: "a miner", choices: { _ in Miner.allCases.map(\.rawValue) },
      value: { $0.recipe?.miner.rawValue }, effect: "from the next step on",
      explanation: "which triplets of a batch are trained on",
      isOffered: { $0.phase.isRunning && $0.objective == .triplet }
    ) { _, text throws(CommandProblem) in
      let word = try choice(text, of: Miner.allCases.map(\.rawValue), for: "miner")
      return Miner(rawValue: word).map { [.command(.miner($0))] } ?? []
    },
  ]

  /// What a run can be told.
  static let run: [Command] = [
    told("pause", .pauseOrResume, "take no further step", when: { $0.phase.isRunning && !$0.phase.isPaused }),
    told("resume", .pauseOrResume, "go on", aliases: ["go"], when: { $0.phase.isPaused }),
    told("step", .singleStep, "take one step, then pause", when: \.phase.isRunning),
    told("evaluate", .evaluate, "examine held-out classes now", when: \.phase.isRunning),
    told("save", .checkpoint, "write a checkpoint now", aliases: ["checkpoint"], when: \.phase.isRunning),
  ]

  /// What the program can be told.
  static let program: [Command] = [
    told("help", .help, "explain the screen", aliases: ["h"]),
    told("quit", .quit, "stop, save and leave", aliases: ["q"]),
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
      explanation: "how often news from training is drawn, a second at most"
    ) { _, text throws(CommandProblem) in
      [.drawAtMost(timesASecond: Int(bounded: try number(text, 1...30, for: "fps"), to: 1...30))]
    },
  ]

  /// The screens by their names.
  static let screens: [Command] = ScreenName.allCases.map { name in
    told(
      name.screen.title.lowercased(), .show(name), "the \(name.screen.title) screen",
      when: { $0.exploration == nil || !name.needsTraining })
  }

  private static func told(
    _ name: String, _ action: Action, _ explanation: String, aliases: [String] = [],
    when isOffered: @escaping @Sendable (Model) -> Bool = { _ in true }
  ) -> Command {
    Command(name: name, aliases: aliases, explanation: explanation, isOffered: isOffered) { model, _ in
      model.perform(action)
    }
  }
}
