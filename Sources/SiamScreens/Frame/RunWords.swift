import SiamCanvas
import SiamMessages

/// Whose run it is, in words, the most telling first.
enum RunWords {
  static func parts(_ model: Model) -> [String] {
    guard let recipe = model.recipe else { return [] }
    var parts: [String] = []
    // A replay's folder may be given by any path that leads there.
    if let run = model.replay?.report.run.split(separator: "/").last { parts.append(String(run)) }
    if let exploration = model.exploration {
      parts.append("\(exploration.model) on \(exploration.data.name)")
    } else if let started = model.started {
      parts.append(started.data.name)
    }
    parts.append(recipe.objective.noun)
    parts.append(recipe.encoder.title)
    if recipe.objective == .triplet { parts.append(recipe.miner.rawValue) }
    if let parameters = model.started?.parameters ?? model.exploration?.parameters {
      parts.append("\(Figures.grouped(parameters)) parameters")
    }
    parts.append("seed \(recipe.seed)")
    return parts
  }
}
