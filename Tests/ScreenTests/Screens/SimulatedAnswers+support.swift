import SiamMessages

extension SimulatedAnswers {
  /// An episode as the engine draws one: the chosen classes first, the others by seed.
  static func episode(_ question: EpisodeQuestion) -> Answer {
    var random = TestGenerator(seed: question.seed &* 31 &+ 7)
    let (way, shot) = (question.setting.way, question.setting.shot)
    var drawn = question.classes.compactMap { id in classes.first { $0.id == id } }
    let group = question.isWithinGroup ? drawn.first?.group ?? "Georgian" : nil
    let pool = classes.filter { item in !drawn.contains { $0.id == item.id } && (group ?? item.group) == item.group }
    guard drawn.count <= way, drawn.count + pool.count >= way else {
      return .refused(.episode, reason: "\(way)-way needs \(way) classes and there are \(pool.count): ask for fewer")
    }
    guard shot + question.queries <= 20 else {
      return .refused(.episode, reason: "each class has 20 images and the episode needs \(shot + question.queries)")
    }
    drawn += pool.shuffled(using: &random).prefix(way - drawn.count)
    var episode = DrawnEpisode(classes: drawn, support: [], queries: [])
    for item in drawn {
      let images = item.images.shuffled(using: &random)
      episode.queries.append(Array(images.prefix(question.queries)))
      episode.support.append(Array(images[question.queries...].prefix(shot)))
    }
    return .episode(episode)
  }

  /// Scores like those of a network that has learned for some steps: images by their class, drawings by their pixels.
  static func scores(_ question: ScoresQuestion, step: Int) -> Answer {
    let learned = 1 - 1 / (1 + Double(step) / 400)
    let queries = question.queries.map { query in
      let distances = question.support.map { members in
        Float(members.map { distance(query, $0, learned) }.reduce(0, +) / Double(max(1, members.count)))
      }
      let least = distances.min() ?? 0
      return QueryScore(
        similarities: distances.map { 1 - $0 / 4 }, distances: distances, prediction: distances.firstIndex(of: least))
    }
    return .scores(QueryScores(step: step, classifier: question.classifier ?? .nearestMean, queries: queries))
  }

  private static func distance(_ query: ImageSource, _ member: ImageSource, _ learned: Double) -> Double {
    if case .image(let left) = query, case .image(let right) = member {
      var random = TestGenerator(seed: UInt64(left.index &* 7_919 &+ right.index))
      let isSame = (left.index - 19_820) / 20 == (right.index - 19_820) / 20
      let mean = isSame ? 0.75 - 0.3 * learned : 0.8 + 0.5 * learned
      return max(0.02, mean + 0.22 * random.normal())
    }
    let (left, right) = (pixels(query), pixels(member))
    let product = zip(left, right).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let norm = { (pixels: [UInt8]) in pixels.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() + 1e-9 }
    return 2 - 2 * product / (norm(left) * norm(right))
  }

  private static func pixels(_ source: ImageSource) -> [UInt8] {
    switch source {
    case .image(let id): picture(id).pixels
    case .pixels(let pixels): pixels
    }
  }

  /// Pictures of files; one of them can't be read.
  static func files(_ paths: [String]) -> Answer {
    .files(
      paths.enumerated().map { index, path in
        path.hasSuffix(".txt")
          ? FilePicture(path: path, pixels: nil, problem: "\(path): not a PNG picture")
          : FilePicture(path: path, pixels: picture(ImageID(20_000 + index)).pixels)
      })
  }
}
