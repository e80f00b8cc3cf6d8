package import SiamData
package import SiamCore

/// Images grouped by class, as rows of a table of embeddings.
package struct ClassRows {
  /// The image of each row.
  package private(set) var images: [ImageID] = []
  /// The rows of each class.
  package private(set) var rows: [[Int]] = []
  /// The rows of the support images of each class, or nil if they are drawn from those of the class.
  package private(set) var support: [[Int]]?

  /// Selects the first images of each class, equally many per class where possible: at most `total` images, but at
  /// least one per class.
  package init(_ classes: [ClassID], of dataset: Dataset, total: Int) {
    let sizes = classes.map { dataset.images(of: $0).count }
    self.init(classes, of: dataset, imagesPerClass: Self.imagesPerClass(of: sizes, total: total))
  }

  /// Returns the maximum number of images per class for which classes of these sizes have at most `total` images
  /// together; at least 1.
  package static func imagesPerClass(of sizes: [Int], total: Int) -> Int {
    var (low, high) = (1, max(1, sizes.max() ?? 1))
    while low < high {
      let middle = (low + high + 1) / 2
      if sizes.reduce(0, { $0 + min($1, middle) }) <= total { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Selects the images that classes are evaluated with: all of each class and, with the same classes in every split,
  /// the training images that their support sets are drawn from, which follow in rows of their own.
  package init(evaluating classes: [ClassID], of dataset: Dataset) {
    self.init(classes, of: dataset)
    guard dataset.hasSameClasses else { return }
    support = classes.map { id in
      let members = dataset.supportImages(of: id)
      defer { images += members }
      return Array(images.count..<images.count + members.count)
    }
  }

  /// Selects the first images of each class, at most `imagesPerClass` (default: all).
  package init(_ classes: [ClassID], of dataset: Dataset, imagesPerClass: Int = .max) {
    for id in classes {
      let members = dataset.images(of: id).prefix(imagesPerClass)
      rows.append(Array(images.count..<images.count + members.count))
      images += members
    }
  }
}
