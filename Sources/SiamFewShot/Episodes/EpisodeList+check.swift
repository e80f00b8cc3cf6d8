public import SiamCore

extension EpisodeList {
  /// Checks the list against the data and returns its episodes as rows of an embedding table.
  ///
  /// `Episode.classes` are the indices of the class ids.
  ///
  /// - Parameters:
  ///   - fingerprint: the fingerprint of the data.
  ///   - images: the image of each row of the embedding table, each once.
  ///   - classes: the class of each row.
  /// - Returns: the episodes in the list's order.
  /// - Throws: `FewShotError.otherData` if the fingerprints differ, or `FewShotError.invalidEpisode` for the first
  ///   episode whose sizes differ from the setting, that has a class or an image twice, or an image that is not in
  ///   `images` or is of another class.
  public func episodes(
    fingerprint: String, images: [ImageID], classes: [ClassID]
  ) throws(FewShotError) -> [Episode] {
    precondition(images.count == classes.count, "a class for each image")
    guard fingerprint == self.fingerprint else { throw .otherData(found: fingerprint, expected: self.fingerprint) }
    guard !episodes.isEmpty else { throw .unreadableEpisodes("it has no episodes") }
    var rows: [ImageID: Int] = [:]
    for (row, image) in images.enumerated() { rows[image] = row }
    var result: [Episode] = []
    for (index, entry) in episodes.enumerated() {
      if let problem = sizeProblem(entry) { throw .invalidEpisode(number: index + 1, problem) }
      var seen: [ImageID: Bool] = [:]
      var episode = Episode(support: [], queries: [], classes: entry.classes.map(\.index))
      for (label, id) in entry.classes.enumerated() {
        for (isQuery, ids) in [(false, entry.support[label]), (true, entry.queries[label])] {
          var part: [Int] = []
          for image in ids {
            guard let row = rows[image] else {
              throw .invalidEpisode(
                number: index + 1, "image \(image.index) is not one of the \(images.count) images of the split")
            }
            guard classes[row] == id else {
              throw .invalidEpisode(
                number: index + 1, "image \(image.index) is of class \(classes[row].index), not \(id.index)")
            }
            if let wasQuery = seen.updateValue(isQuery, forKey: image) {
              let duplicate = isQuery && !wasQuery ? "is both a query and in the support set" : "is listed twice"
              throw .invalidEpisode(number: index + 1, "image \(image.index) \(duplicate)")
            }
            part.append(row)
          }
          if isQuery { episode.queries.append(part) } else { episode.support.append(part) }
        }
      }
      result.append(episode)
    }
    return result
  }

  /// Returns what is wrong with an episode's sizes, or nil if they match the setting.
  private func sizeProblem(_ entry: Entry) -> String? {
    let way = setting.way
    if way < 2 || setting.shot < 1 || queries < 1 {
      return "\(way)-way \(setting.shot)-shot with \(queries) queries per class is not a valid setting"
    }
    if entry.classes.count != way || entry.support.count != way || entry.queries.count != way {
      return "it has \(entry.classes.count) classes, \(entry.support.count) lists of support images and "
        + "\(entry.queries.count) of queries instead of \(way)"
    }
    if Set(entry.classes).count != way { return "a class is listed twice" }
    if let other = entry.support.first(where: { $0.count != setting.shot }) {
      return "a class has \(other.count) support images instead of \(setting.shot)"
    }
    if let other = entry.queries.first(where: { $0.count != queries }) {
      return "a class has \(other.count) queries instead of \(queries)"
    }
    return nil
  }
}
