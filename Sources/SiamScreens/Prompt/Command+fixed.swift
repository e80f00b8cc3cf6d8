import SiamCanvas
import SiamMessages

extension Command {
  /// Settings that hold for a whole run: what they are, and how another run has others.
  static let fixed: [Command] = [
    holds("objective", "what the network learns") { $0.objective.rawValue },
    holds("encoder", "the network that embeds images") { "\($0.encoder.title)" },
    holds("widths", "output channels of the encoder's blocks") { recipe in
      recipe.widths.map { $0.map(String.init).joined(separator: ",") } ?? "the encoder's own"
    },
    holds("image-size", "pixels a side") { "\($0.imageSize)" },
    holds("triplet-loss", "what a triplet costs") { $0.tripletLoss.rawValue },
    holds("distance", "what the distances of triplets are") { $0.distance.rawValue },
    holds("reduction", "over what the gradient is averaged") { $0.reduction.rawValue },
    holds("temperature", "what the softmax of prototypical and nt-xent divides by") {
      Figures.significant(Double($0.temperature))
    },
    holds("batch-classes", "P, classes in a batch") { "\($0.batchClasses)" },
    holds("batch-images", "K, images of each class in a batch") { "\($0.batchImages)" },
    holds("allow-repeats", "whether a class of fewer images than K repeats them") { $0.repeatsImages ? "yes" : "no" },
    holds("sampling", "how a batch's classes are drawn") { $0.sampling.rawValue },
    holds("within-group", "share of batches whose classes come from one group") {
      Figures.significant(Double($0.withinGroupShare))
    },
    holds("near-classes", "share of batches whose classes are near each other") {
      Figures.significant(Double($0.neighbourShare))
    },
    holds("quarter-turn-classes", "whether a turned picture is another class") { $0.quarterTurnClasses ? "yes" : "no" },
    holds("augment", "how images are varied") { "\($0.augmentation)" },
    holds("weight-averaging", "what averaged weights keep of themselves a step") {
      Figures.significant(Double($0.weightAveraging))
    },
    holds("steps", "steps to take") { $0.steps.map { Figures.grouped($0) } ?? "as many as fit the time" },
    holds("minutes", "training time to plan for") { $0.minutes.map { Figures.significant($0) } ?? "–" },
    holds("evaluate-every", "steps between evaluations") { "\($0.evaluation.every)" },
    holds("episodes", "episodes of the last evaluation") { "\($0.evaluation.finalEpisodes)" },
    holds("queries", "queries of each class in an evaluation's episode") { "\($0.evaluation.queries)" },
    holds("seed", "of everything that is random") { "\($0.seed)" },
  ]

  private static func holds(
    _ name: String, _ explanation: String, _ value: @escaping @Sendable (Recipe) -> String
  ) -> Command {
    Command(
      name: name, argument: "[a value]", value: { $0.recipe.map(value) }, effect: "with the next run",
      explanation: explanation, isOffered: { $0.recipe != nil }
    ) { model, text throws(CommandProblem) in
      let now = model.recipe.map(value) ?? ""
      guard text.isEmpty else {
        throw CommandProblem("\(name) is \(now) for the whole run; for another: siam train --\(name) \(text)")
      }
      model.note("\(name) is \(now)", kind: .answer)
      return []
    }
  }
}
