import SiamCore
import SiamData

/// Finds the remedies that work, by fitting the request with each of them.
struct RemedySearch {
  private let request: FitRequest
  private let dataset: Dataset

  /// The maximum number of values of one option that are tried.
  private static let maxTries = 64

  init(_ request: FitRequest, _ dataset: Dataset) { (self.request, self.dataset) = (request, dataset) }

  /// Up to two alternatives: options that each make the data suffice, or else several together.
  func remedies(for shortage: Shortage) -> [String] {
    let first = Remedy.all(for: shortage)
    let single = found(2, of: first.filter { !$0.givesUpSplit })
    guard single.count < 2 else { return single }
    let last = found(1, of: first.filter(\.givesUpSplit))
    if !single.isEmpty { return single + last }
    let ordered = (first + Remedy.allCases.filter { !first.contains($0) })
    let several = together(ordered.filter { !$0.givesUpSplit })
    if several != nil || !last.isEmpty { return [several].compactMap(\.self) + last }
    return [together(ordered)].compactMap(\.self)
  }

  /// The first `count` options that each make the data suffice.
  private func found(_ count: Int, of remedies: [Remedy]) -> [String] {
    var texts: [String] = []
    for remedy in remedies where texts.count < count {
      if let text = works([remedy]) { texts.append(text) }
    }
    return texts
  }

  /// Two options, or else three, that make the data suffice together.
  private func together(_ remedies: [Remedy]) -> String? {
    let usable = remedies.filter { !($0.values(request, dataset) ?? []).isEmpty }
    for count in 2...3 {
      for choice in usable.choices(count) { if let text = works(choice) { return text } }
    }
    return nil
  }

  /// The text of some remedies if they work together, each with its best value.
  private func works(_ remedies: [Remedy]) -> String? {
    var lists: [[Int]] = []
    for remedy in remedies {
      guard let values = remedy.values(request, dataset), !values.isEmpty else { return nil }
      lists.append(values)
    }
    var request = request
    // All but one at their last value, which helps most; then one after the other as near to the request as it may be.
    for (remedy, values) in zip(remedies, lists) { remedy.apply(values[values.count - 1], to: &request) }
    var texts: [String] = []
    var isFound = false
    for (remedy, values) in zip(remedies, lists) {
      guard let best = best(remedy, values, request) else { continue }
      isFound = true
      remedy.apply(best, to: &request)
      texts.append(remedy.text(best))
    }
    return isFound && texts.count == remedies.count ? texts.joined(separator: " and ") : nil
  }

  /// The first value that works. More than `maxTries` values are searched by halving, as what works with one of them
  /// works with all that follow.
  private func best(_ remedy: Remedy, _ values: [Int], _ request: FitRequest) -> Int? {
    func works(_ value: Int) -> Bool {
      var request = request
      remedy.apply(value, to: &request)
      return (try? request.fit(to: dataset)) != nil
    }
    if values.count <= Self.maxTries { return values.first(where: works) }
    guard works(values[values.count - 1]) else { return values.prefix(Self.maxTries).first(where: works) }
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if works(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}
