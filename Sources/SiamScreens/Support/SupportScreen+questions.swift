import SiamCanvas
import SiamMessages

extension SupportScreen {
  /// The classes, the episode, files, and again and again the scores, so that bars move as the network learns.
  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] {
    guard model.unseen != nil || model.inquiries.refusals[.classes] != nil else { return [Inquiry(.classes)] }
    var wanted = [Inquiry(.episode(model.episodeQuestion))]
    if !model.support.awaitedFiles.isEmpty { wanted.append(Inquiry(.files(model.support.awaitedFiles))) }
    if let scores = scores(model) { wanted.append(scores) }
    return wanted
  }

  /// All queries against the support set; while drawing only what is drawn, so that its scores follow at once.
  private static func scores(_ model: Model) -> Inquiry? {
    guard let episode = model.supportEpisode else { return nil }
    var queries = model.supportQueries
    if model.support.isDrawing, let drawn = queries.last, drawn.name == .drawn { queries = [drawn] }
    guard !queries.isEmpty else { return nil }
    let question = ScoresQuestion(
      support: episode.sources, queries: queries.map(\.source), classifier: model.support.classifier)
    return Inquiry(.scores(question), repeats: pause(model, images: episode.way * episode.shot + queries.count))
  }

  /// Seconds between scores of a network that learns: more for many images and for what takes long, so that training
  /// loses little by it.
  private static func pause(_ model: Model, images: Int) -> Double {
    model.supportClassifier == .fineTuning ? 3 : max(0.3, Double(images) * 0.004)
  }

  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {
    switch (answer, question) {
    case (.episode(let drawn), .episode(let asked)): model.support.take(drawn, to: asked)
    case (.scores(let scores), .scores(let asked)):
      guard asked.support == model.support.episode?.sources, asked.classifier == model.support.classifier else {
        return
      }
      model.support.scores.take(scores, to: asked, files: model.support.files)
    case (.files(let pictures), .files):
      let (problems, first) = model.support.take(pictures) { [model] in model.raster($0) != nil }
      model.inquiries.forget(.files)
      if let first { model.note(problems > 1 ? "\(first) (and \(problems - 1) more)" : first, kind: .warning) }
    case (.refused(.files, let reason), _):
      model.support.giveUpFiles()
      model.inquiries.forget(.files)
      model.note(reason, kind: .warning)
    default: break
    }
  }
}

extension SupportEpisode {
  /// The support set as a question has it.
  var sources: [[ImageSource]] { support.map { $0.map(ImageSource.image) } }
}

extension Model {
  /// Queries of each class of an episode, where the classes have as many images.
  private static let mostQueries = 3

  /// The episode that is on show; none where the newest question for one was refused.
  var supportEpisode: SupportEpisode? { inquiries.refusals[.episode] == nil ? support.episode : nil }

  /// What is asked of the next episode.
  var episodeQuestion: EpisodeQuestion {
    let setting = support.setting
    let classes = unseen?.classes ?? []
    let queries = (1...Model.mostQueries).last { count in
      classes.lazy.filter { $0.images.count >= setting.shot + count }.prefix(setting.way).count == setting.way
    }
    return EpisodeQuestion(
      setting: setting, queries: queries ?? 1, classes: support.chosen, isWithinGroup: support.isWithinGroup,
      seed: support.seed)
  }

  /// How queries are named: as chosen, or in the objective's own way.
  var supportClassifier: ClassifierName {
    support.classifier ?? (objective == .pair ? .pairSimilarity : .nearestMean)
  }

  /// The name of a class never trained on.
  func className(_ id: ClassID) -> String {
    unseen?.classes.first { $0.id == id }?.name ?? support.episode?.classes.first { $0.id == id }?.name
      ?? "class \(id.index)"
  }
}
