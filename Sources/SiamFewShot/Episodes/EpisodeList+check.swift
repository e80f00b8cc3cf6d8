public import SiamMessages

extension EpisodeList {
  /// The episodes as rows of an embedding table, after seeing that they fit the data and flatter nobody.
  ///
  /// `Episode.classes` are the ids' indices.
  ///
  /// - Parameters:
  ///   - fingerprint: the data's.
  ///   - images: the image of each row of the embedding table, each once.
  ///   - classes: the class of each row.
  /// - Returns: the episodes in the list's order.
  /// - Throws: `FewShotError.otherData` where the fingerprints differ; `FewShotError.unfitEpisode`, which names the
  ///   first episode with other sizes than the setting's, a class that stands twice, an image that is none of `images`,
  ///   of another class, or there twice, as a query in its own support set is.
  public func episodes(
    fingerprint: String, images: [ImageID], classes: [ClassID]
  ) throws(FewShotError) -> [Episode] {
    precondition(images.count == classes.count, "a class for each image")
    guard fingerprint == self.fingerprint else { throw .otherData(found: fingerprint, expected: self.fingerprint) }
    guard !episodes.isEmpty else { throw .unreadableEpisodes("it has no episode") }
    var rows: [ImageID: Int] = [:]
    for (row, image) in images.enumerated() { rows[image] = row }
    var result: [Episode] = []
    for (index, entry) in episodes.enumerated() {
      if let problem = sizeProblem(entry) { throw .unfitEpisode(number: index + 1, problem) }
      var seen: [ImageID: Bool] = [:]
      var found = Episode(support: [], queries: [], classes: entry.classes.map(\.index))
      for (label, id) in entry.classes.enumerated() {
        for (isQuery, ids) in [(false, entry.support[label]), (true, entry.queries[label])] {
          var part: [Int] = []
          for image in ids {
            guard let row = rows[image] else {
              throw .unfitEpisode(
                number: index + 1, "image \(image.index) is none of the \(images.count) held-out images")
            }
            guard classes[row] == id else {
              throw .unfitEpisode(
                number: index + 1, "image \(image.index) is of class \(classes[row].index), not \(id.index)")
            }
            if let wasQuery = seen.updateValue(isQuery, forKey: image) {
              let twice = isQuery && !wasQuery ? "is a query and in its support set" : "stands twice"
              throw .unfitEpisode(number: index + 1, "image \(image.index) \(twice)")
            }
            part.append(row)
          }
          if isQuery { found.queries.append(part) } else { found.support.append(part) }
        }
      }
      result.append(found)
    }
    return result
  }

  /// What is wrong with an episode's sizes, in words.
  private func sizeProblem(_ entry: Entry) -> String? {
    let way = setting.way
    if way < 2 || setting.shot < 1 || queries < 1 {
      return "\(way)-way \(setting.shot)-shot with \(queries) queries a class is no setting"
    }
    if entry.classes.count != way || entry.support.count != way || entry.queries.count != way {
      return "it has \(entry.classes.count) classes, \(entry.support.count) lists of support images and "
        + "\(entry.queries.count) of queries instead of \(way)"
    }
    if Set(entry.classes).count != way { return "a class stands twice" }
    if let other = entry.support.first(where: { $0.count != setting.shot }) {
      return "a class has \(other.count) support images instead of \(setting.shot)"
    }
    if let other = entry.queries.first(where: { $0.count != queries }) {
      return "a class has \(other.count) queries instead of \(queries)"
    }
    return nil
  }
}
