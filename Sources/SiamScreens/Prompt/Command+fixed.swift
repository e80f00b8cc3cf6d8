import SiamCanvas
import SiamCore

extension Command {
  /// Settings that are fixed for a whole run; a command shows its value.
  static let fixed: [Command] = [
    fixed("objective", "what the network learns") { $0.objective.rawValue },
    fixed("encoder", "the network that embeds images") { "\($0.encoder.title)" },
    fixed("widths", "output channels of the encoder's blocks") { recipe in
      recipe.widths.map { $0.map(String.init).joined(separator: ",") } ?? "the default of the encoder"
    },
    fixed("image-size", "width and height of images in pixels") { "\($0.imageSize)" },
    fixed("triplet-loss", "loss of a triplet") { $0.tripletLoss.rawValue },
    fixed("distance", "distance between the images of a triplet") { $0.distance.rawValue },
    fixed("reduction", "what the gradient is averaged over") { $0.reduction.rawValue },
    fixed("temperature", "temperature of the softmax of prototypical and nt-xent") {
      NumberFormat.significant(Double($0.temperature))
    },
    fixed("batch-classes", "P, classes in a batch") { "\($0.batchClasses)" },
    fixed("batch-images", "K, images of each class in a batch") { "\($0.batchImages)" },
    fixed("allow-repeats", "whether classes with fewer than K images repeat them") { $0.repeatsImages ? "yes" : "no" },
    fixed("single-image-classes", "whether classes of one image are trained on by augmented copies") {
      $0.singleImageClasses.rawValue
    },
    fixed("sampling", "how a batch's classes are drawn") { $0.sampling.rawValue },
    fixed("within-group", "share of batches whose classes come from one group") {
      NumberFormat.significant(Double($0.withinGroupShare))
    },
    fixed("near-classes", "share of batches with classes that are close to each other") {
      NumberFormat.significant(Double($0.neighbourShare))
    },
    fixed("quarter-turn-classes", "whether a rotated image is another class") { $0.quarterTurnClasses ? "yes" : "no" },
    fixed("augment", "how images are augmented") { "\($0.augmentation)" },
    fixed("weight-averaging", "decay of the averaged weights per step") {
      NumberFormat.significant(Double($0.weightAveraging))
    },
    fixed("steps", "number of steps") { $0.steps.map { NumberFormat.grouped($0) } ?? "as many as fit into the time" },
    fixed("minutes", "training time to plan for") { $0.minutes.map { NumberFormat.significant($0) } ?? "–" },
    fixed("evaluate-every", "steps between evaluations") { "\($0.evaluation.every)" },
    fixed("episodes", "episodes of the last evaluation") { "\($0.evaluation.finalEpisodes)" },
    fixed("queries", "queries of each class in an evaluation's episode") { "\($0.evaluation.queries)" },
    fixed("seed", "seed of everything random") { "\($0.seed)" },
  ]

  private static func fixed(
    _ name: String, _ explanation: String, _ value: @escaping @Sendable (Recipe) -> String
  ) -> Command {
    Command(
      name: name, argument: "[a value]", value: { $0.recipe.map(value) }, effect: "fixed for this run",
      explanation: explanation, isAvailable: { $0.recipe != nil }
    ) { model, text throws(CommandProblem) in
      let now = model.recipe.map(value) ?? ""
      guard text.isEmpty else {
        throw CommandProblem(
          "\(name) can't change during a run (now \(now)); start another with siam train --\(name) \(text)")
      }
      model.note("\(name) is \(now)", kind: .result)
      return []
    }
  }
}
