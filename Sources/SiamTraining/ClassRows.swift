internal import SiamData
internal import SiamMessages

/// Images class by class, as rows of a table of embeddings.
struct ClassRows {
  /// Every image, in order of rows.
  private(set) var images: [ImageID] = []
  /// For each class its rows.
  private(set) var rows: [[Int]] = []

  /// The first images of each of some classes of a dataset: of each class as many as of every other, where it has them,
  /// so that there are `total` at most, but at least one of each.
  init(_ classes: [ClassID], of dataset: Dataset, total: Int) {
    self.init(classes, of: dataset, most: Self.share(of: classes.map { dataset.images(of: $0).count }, most: total))
  }

  /// How many members of each class there can be so that all are `most` together, classes being of some sizes; at
  /// least 1.
  static func share(of sizes: [Int], most: Int) -> Int {
    var (low, high) = (1, max(1, sizes.max() ?? 1))
    while low < high {
      let middle = (low + high + 1) / 2
      if sizes.reduce(0, { $0 + min($1, middle) }) <= most { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The first `most` images of each of some classes of a dataset.
  init(_ classes: [ClassID], of dataset: Dataset, most: Int = .max) {
    for id in classes {
      let members = dataset.images(of: id).prefix(most)
      rows.append(Array(images.count..<images.count + members.count))
      images += members
    }
  }
}
