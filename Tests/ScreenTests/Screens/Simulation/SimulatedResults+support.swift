import SiamCore

extension SimulatedResults {
  /// An episode as the engine samples one: the chosen classes first, the others by seed.
  static func episode(_ request: EpisodeQuery) -> QueryResult {
    var random = TestGenerator(seed: request.seed &* 31 &+ 7)
    let (way, shot) = (request.setting.way, request.setting.shot)
    var drawn = request.classes.compactMap { id in classes.first { $0.id == id } }
    let group = request.isWithinGroup ? drawn.first?.group ?? "Georgian" : nil
    let pool = classes.filter { item in !drawn.contains { $0.id == item.id } && (group ?? item.group) == item.group }
    guard drawn.count <= way, drawn.count + pool.count >= way else {
      return .rejected(.episode, reason: "\(way)-way needs \(way) classes and there are \(pool.count): ask for fewer")
    }
    guard shot + request.queries <= 20 else {
      return .rejected(.episode, reason: "each class has 20 images and the episode needs \(shot + request.queries)")
    }
    drawn += pool.shuffled(using: &random).prefix(way - drawn.count)
    var episode = DrawnEpisode(classes: drawn, support: [], queries: [])
    for item in drawn {
      let images = item.images.shuffled(using: &random)
      episode.queries.append(Array(images.prefix(request.queries)))
      episode.support.append(Array(images[request.queries...].prefix(shot)))
    }
    return .episode(episode)
  }

  /// The scores of a network after a number of steps: images by their class, drawings by their pixels.
  static func scores(_ request: ScoresQuery, step: Int) -> QueryResult {
    let learned = 1 - 1 / (1 + Double(step) / 400)
    let queries = request.queries.map { query in
      let distances = request.support.map { members in
        Float(members.map { distance(query, $0, learned) }.reduce(0, +) / Double(max(1, members.count)))
      }
      let minimum = distances.min() ?? 0
      return QueryScore(
        similarities: distances.map { 1 - $0 / 4 }, distances: distances, prediction: distances.firstIndex(of: minimum))
    }
    return .scores(QueryScores(step: step, classifier: request.classifier ?? .nearestMean, queries: queries))
  }

  private static func distance(_ query: ImageReference, _ member: ImageReference, _ learned: Double) -> Double {
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

  private static func pixels(_ source: ImageReference) -> [UInt8] {
    switch source {
    case .image(let id): datasetImage(id).pixels
    case .pixels(let pixels): pixels
    }
  }

  /// The images of files; text files can't be read.
  static func files(_ paths: [String]) -> QueryResult {
    .files(
      paths.enumerated().map { index, path in
        path.hasSuffix(".txt")
          ? QueryImage(path: path, pixels: nil, problem: "\(path): not a PNG image")
          : QueryImage(path: path, pixels: datasetImage(ImageID(20_000 + index)).pixels)
      })
  }
}
