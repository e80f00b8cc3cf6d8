import SiamCore

extension SimulatedResults {
  /// Returns the result of a query with names as readers of Chinese, Japanese and Korean have them.
  static func wideResult(of query: Query, step: Int) -> QueryResult? {
    if case .pairs(let query) = query { return .pairs(survey(query, step: step, name: wideName)) }
    return result(of: query, step: step)?.withWideNames
  }
}

extension QueryResult {
  fileprivate var withWideNames: QueryResult {
    switch self {
    case .classes(var unseen):
      unseen.classes = unseen.classes.map(\.withWideName)
      return .classes(unseen)
    case .episode(var episode):
      episode.classes = episode.classes.map(\.withWideName)
      return .episode(episode)
    case .space(var map):
      map.classes = map.classes.map(\.withWideName)
      return .space(map)
    case .neighbours(var neighbourhood):
      for index in neighbourhood.neighbours.indices {
        neighbourhood.neighbours[index].className = wideName(neighbourhood.neighbours[index].className)
      }
      return .neighbours(neighbourhood)
    case .runs(var listing):
      for index in listing.runs.indices { listing.runs[index].name = wideName("run \(index)") }
      return .runs(listing)
    default: return self
    }
  }
}

extension ClassSummary {
  fileprivate var withWideName: ClassSummary {
    ClassSummary(id: id, name: wideName(name), group: group == "Thai" ? "家畜" : "野生動物", images: images)
  }
}

/// A name for the number at the end of another.
private func wideName(_ name: String) -> String {
  let names = [
    "猫", "小鳥", "魚類図鑑", "한글 고양이", "アルマジロ", "👍🏽 emoji", "全角Ａ", "very long latin name 犬", "ﾊﾝｶｸ", "क्ष हिन्दी", "🇯🇵 flag",
    "日本語の長い長い名前", "か\u{3099}", "牛",
  ]
  let number = name.split { !$0.isNumber }.last.flatMap { Int($0) } ?? 0
  return names[number % names.count] + (number < names.count ? "" : " \(number)")
}
