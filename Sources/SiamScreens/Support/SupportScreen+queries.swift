import SiamCanvas
import SiamCore

extension SupportScreen {
  /// Queries the classes, the episode and files once, and the scores repeatedly, so that bars move as the network
  /// learns.
  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] {
    guard model.unseen != nil || model.queryTracker.refusals[.classes] != nil else { return [PendingQuery(.classes)] }
    var queries = [PendingQuery(.episode(model.episodeQuery))]
    if !model.support.awaitedFiles.isEmpty { queries.append(PendingQuery(.files(model.support.awaitedFiles))) }
    if let scores = scores(model) { queries.append(scores) }
    return queries
  }

  /// Queries the scores of all images; while drawing, only those of the drawing, so that they update at once.
  private static func scores(_ model: Model) -> PendingQuery? {
    guard let episode = model.supportEpisode else { return nil }
    var queries = model.supportQueries
    if model.support.isDrawing, let drawn = queries.last, drawn.id == .drawn { queries = [drawn] }
    guard !queries.isEmpty else { return nil }
    let query = ScoresQuery(
      support: episode.sources, queries: queries.map(\.source), classifier: model.support.classifier)
    return PendingQuery(.scores(query), repeats: pause(model, images: episode.way * episode.shot + queries.count))
  }

  /// The number of seconds between scores during training: more for many images and for slow classifiers, so that
  /// training loses little time.
  private static func pause(_ model: Model, images: Int) -> Double {
    model.supportClassifier == .fineTuning ? 3 : max(0.3, Double(images) * 0.004)
  }

  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {
    switch (result, query) {
    case (.classes, _): model.fitSupport()
    case (.episode(let drawn), .episode(let request)): model.support.apply(drawn, to: request)
    case (.scores(let scores), .scores(let request)):
      guard request.support == model.support.episode?.sources, request.classifier == model.support.classifier else {
        return
      }
      model.support.scores.record(scores, to: request, files: model.support.files)
    case (.files(let images), .files):
      let (problems, first) = model.support.addFiles(images) { [model] in model.raster($0) != nil }
      model.queryTracker.forget(.files)
      if let first { model.note(problems > 1 ? "\(first) (and \(problems - 1) more)" : first, kind: .warning) }
    case (.rejected(.files, let reason), _):
      model.support.cancelFiles()
      model.queryTracker.forget(.files)
      model.note(reason, kind: .warning)
    default: break
    }
  }
}

extension SupportEpisode {
  /// The support set in the form of a scores query.
  var sources: [[ImageReference]] { support.map { $0.map(ImageReference.image) } }
}

extension Model {
  /// The maximum number of queries per class of an episode.
  private static let maxQueries = 3

  /// The current episode; nil if the latest query for one was refused.
  var supportEpisode: SupportEpisode? { queryTracker.refusals[.episode] == nil ? support.episode : nil }

  /// The query for the current settings, with as many queries per class as its images allow, up to `maxQueries`; none
  /// if too few classes have an image that is not for support.
  var episodeQuery: EpisodeQuery {
    let setting = support.setting
    let classes = unseen?.classes ?? []
    // Counted within groups only where that matters, as it takes longer.
    let limits = support.isWithinGroup ? supportLimits : nil
    let queries = (1...Model.maxQueries).last { count in
      if let limits { return limits.maxWay(shot: setting.shot, queries: count) >= setting.way }
      return classes.lazy.filter { $0.images.count >= setting.shot + count }.prefix(setting.way).count == setting.way
    }
    return EpisodeQuery(
      setting: setting, queries: queries ?? (classes.isEmpty ? 1 : 0), classes: support.chosen,
      isWithinGroup: support.isWithinGroup, seed: support.seed)
  }

  /// The chosen classifier, or the default of the objective.
  var supportClassifier: ClassifierName {
    support.classifier ?? (objective == .pair ? .pairSimilarity : .nearestMean)
  }

  /// The name of a class the network was never trained on.
  func className(_ id: ClassID) -> String {
    unseen?.classes.first { $0.id == id }?.name ?? support.episode?.classes.first { $0.id == id }?.name
      ?? "class \(id.index)"
  }
}
