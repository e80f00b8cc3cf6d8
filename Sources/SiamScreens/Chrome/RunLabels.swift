import FoundationEssentials
import SiamCanvas
import SiamCore

/// Short labels that describe a run.
enum RunLabels {
  /// The parts of the description of the run on screen, the most important first.
  static func parts(_ model: Model) -> [String] {
    guard let recipe = model.recipe else { return [] }
    var parts: [String] = []
    // The folder of a replay may be given by any path that leads to it; its name is enough.
    if let run = model.replay?.report.run.split(separator: "/").last { parts.append(String(run)) }
    if let exploration = model.exploration {
      parts.append("\(exploration.model) on \(exploration.data.label)")
    } else if let started = model.started {
      parts.append(started.data.label)
    }
    parts.append(recipe.objective.noun)
    parts.append(recipe.encoder.title)
    if recipe.objective == .triplet { parts.append(recipe.miner.rawValue) }
    if let parameters = model.started?.parameters ?? model.exploration?.parameters {
      parts.append("\(NumberFormat.grouped(parameters)) parameters")
    }
    parts.append("seed \(recipe.seed)")
    return parts
  }

  /// The state of a run on disk, with a character of its own so that it can be recognised without colour.
  static func state(_ state: RunState?, _ theme: Theme) -> Span {
    switch state {
    case .running: Span("● running", theme.good)
    case .finished: Span("■ finished", theme.text)
    case .stopped: Span("‖ stopped", theme.accent)
    case .crashed: Span("▲ crashed", theme.warning)
    case nil: Span("  invalid", theme.dim)
    }
  }

  /// The time from one moment to a later one in its largest unit: `12 s`, `5 min`, `3 h`, `40 d`.
  static func age(from then: Instant?, to now: Instant) -> String {
    guard let then else { return NumberFormat.missing }
    let seconds = max(0, now.date.timeIntervalSince(then.date))
    let units: [(seconds: Double, word: String)] = [(86_400, "d"), (3600, "h"), (60, "min")]
    let unit = units.first { seconds >= $0.seconds } ?? (1, "s")
    return "\(NumberFormat.grouped(Int(bounded: seconds / unit.seconds, to: 0...1_000_000))) \(unit.word)"
  }
}

extension Objective {
  /// What the objective is trained on, as a noun.
  var noun: String {
    switch self {
    case .triplet: "triplets"
    case .pair: "pairs"
    case .contrastive, .prototypical, .multiSimilarity, .ntXent: rawValue
    }
  }
}
