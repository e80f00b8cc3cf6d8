import SiamCanvas

extension Command {
  /// What a replay can be told.
  static let replay: [Command] = [
    Command(
      name: "seek", aliases: ["goto"], argument: "a step", value: { "\($0.replayStep)" }, effect: "at once",
      explanation: "show the run as it was after a step", isOffered: { $0.replay != nil }
    ) { model, text throws(CommandProblem) in
      let last = model.replay?.report.steps ?? 0
      return model.seek(Int(bounded: try number(text, 0...Double(max(1, last)), for: "seek"), to: 0...max(1, last)))
    },
    Command(
      name: "speed", argument: "a number or max", value: { $0.replay?.speed.word }, effect: "at once",
      explanation: "how many times faster than it was trained the run is shown", isOffered: { $0.replay != nil }
    ) { model, text throws(CommandProblem) in
      guard let speed = ReplaySpeed(text) else {
        let range = ReplaySpeed.range
        throw CommandProblem(
          "speed takes a number from \(Figures.significant(range.lowerBound)) to "
            + "\(Figures.significant(range.upperBound)), or max")
      }
      return model.play(at: speed)
    },
  ]
}
