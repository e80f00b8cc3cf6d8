internal import SiamData
internal import SiamMessages

/// Which images a map shows: of each class as many as of every other, where it has them, its first ones.
struct MapSelection {
  /// The classes shown, in dataset order.
  private(set) var classes: [ClassID] = []
  /// Rows of the table, class by class.
  private(set) var rows: [Int] = []
  /// For each row the place of its class in `classes`.
  private(set) var labels: [Int] = []

  /// Chooses for a question from classes and their rows in a table, with `most` points at most.
  ///
  /// Where there are more classes than that, as many of them, evenly spread, show one image.
  init(_ question: SpaceQuestion, classes: [ClassID], rows: [[Int]], most: Int) {
    let asked = Set(question.classes)
    var chosen = zip(classes, rows).filter { (asked.isEmpty || asked.contains($0.0)) && !$0.1.isEmpty }
    let most = max(min(question.most, most), 1)
    if chosen.count > most { chosen = (0..<most).map { chosen[$0 * chosen.count / most] } }
    let images = ClassRows.share(of: chosen.map(\.1.count), most: most)
    for (place, (id, members)) in chosen.enumerated() {
      self.classes.append(id)
      self.rows += members.prefix(images)
      labels += members.prefix(images).map { _ in place }
    }
  }
}
