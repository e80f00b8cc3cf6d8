import SiamCanvas
import SiamCore

extension Command {
  /// Commands about a trained network: support sets, queries, maps and the threshold. Each shows its screen.
  static let queries: [Command] = [
    Command(
      name: "way", argument: "2…50", value: { "\($0.support.setting.way)" }, effect: "with the next episode",
      explanation: "k, the number of classes in the support set"
    ) { model, text throws(CommandProblem) in
      let range = SupportState.ways
      let way = Int(
        bounded: try number(text, Double(range.lowerBound)...Double(range.upperBound), for: "way"), to: range)
      if let problem = model.supportLimits?.problem(way: way, shot: model.support.setting.shot) {
        throw CommandProblem(problem)
      }
      model.support.setWay(way)
      model.show(.support)
      return []
    },
    Command(
      name: "shot", argument: "1…20", value: { "\($0.support.setting.shot)" }, effect: "with the next episode",
      explanation: "n, the number of support images of each class"
    ) { model, text throws(CommandProblem) in
      let range = SupportState.shots
      let shot = Int(
        bounded: try number(text, Double(range.lowerBound)...Double(range.upperBound), for: "shot"), to: range)
      if let problem = model.supportLimits?.problem(way: model.support.setting.way, shot: shot) {
        throw CommandProblem(problem)
      }
      model.support.setShot(shot)
      model.show(.support)
      return []
    },
    Command(
      name: "classifier", argument: "a classifier", choices: { classifiers($0) },
      value: { $0.support.classifier?.rawValue ?? "that of the objective" }, effect: "at once",
      explanation: "how queries are classified"
    ) { model, text throws(CommandProblem) in
      let name = try choice(text, of: classifiers(model), for: "classifier")
      model.support.setClassifier(ClassifierName(rawValue: name))
      model.show(.support)
      return []
    },
    Command(
      name: "query", argument: "[FILE or FOLDER]",
      explanation: "use image files as queries; without a file, remove them"
    ) {
      model, text in
      model.support.query(files: text.isEmpty ? [] : [text])
      model.show(.support)
      return []
    },
    Command(name: "draw", explanation: "draw a query with the mouse or keys") { model, _ in
      model.show(.support)
      return model.support.isDrawing ? [] : model.perform(.draw)
    },
    Command(
      name: "map", argument: "pca or t-sne", choices: { _ in ProjectionMethod.allCases.map(\.rawValue) },
      value: { $0.space.method.rawValue }, effect: "at once",
      explanation: "how embeddings are projected to two dimensions"
    ) { model, text throws(CommandProblem) in
      let name = try choice(text, of: ProjectionMethod.allCases.map(\.rawValue), for: "map")
      model.show(.space)
      return name == model.space.method.rawValue ? [] : model.perform(.method)
    },
    Command(
      name: "threshold", argument: "0…1 or best",
      value: { model in
        guard let rates = model.pairs.rates, let bound = model.pairs.threshold, rates.bins > 0 else { return nil }
        return NumberFormat.fixed(Double(bound) / Double(rates.bins), decimals: 3)
      }, effect: "at once", explanation: "the similarity from which a pair counts as the same class",
      isAvailable: { $0.pairs.rates != nil }
    ) { model, text throws(CommandProblem) in
      let isBest = text == "best"
      let similarity = isBest ? 0 : try number(text, 0...1, for: "threshold")
      model.pairs.bound = isBest ? nil : model.pairs.rates?.bound(nearest: similarity)
      model.show(.pairs)
      return []
    },
  ]

  private static func classifiers(_ model: Model) -> [String] {
    ClassifierName.allCases.filter { $0 != .pairSimilarity || model.objective == .pair }.map(\.rawValue)
  }
}
