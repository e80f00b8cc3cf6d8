import SiamData
import SiamCore

/// The images that a map shows: the first ones of each class, equally many per class where possible.
struct MapSelection {
  /// The classes shown, in dataset order.
  private(set) var classes: [ClassID] = []
  /// The rows of the table, grouped by class.
  private(set) var rows: [Int] = []
  /// The index in `classes` of each row's class.
  private(set) var labels: [Int] = []

  /// Selects at most `maxCount` points for a query, from classes and their rows in a table.
  ///
  /// If there are more classes than points, evenly spaced classes show one image each.
  init(_ query: SpaceQuery, classes: [ClassID], rows: [[Int]], maxCount: Int) {
    let requested = Set(query.classes)
    var chosen = zip(classes, rows).filter { (requested.isEmpty || requested.contains($0.0)) && !$0.1.isEmpty }
    let total = max(min(query.maxPoints, maxCount), 1)
    if chosen.count > total { chosen = (0..<total).map { chosen[$0 * chosen.count / total] } }
    let images = ClassRows.imagesPerClass(of: chosen.map(\.1.count), total: total)
    for (index, (id, members)) in chosen.enumerated() {
      self.classes.append(id)
      self.rows += members.prefix(images)
      labels += members.prefix(images).map { _ in index }
    }
  }
}
