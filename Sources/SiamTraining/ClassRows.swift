internal import SiamData
internal import SiamMessages

/// Images class by class, as rows of a table of embeddings.
struct ClassRows {
  /// Every image, in order of rows.
  private(set) var images: [ImageID] = []
  /// For each class its rows.
  private(set) var rows: [[Int]] = []

  /// The first `most` images of each of some classes of a dataset.
  init(_ classes: [ClassID], of dataset: Dataset, most: Int = .max) {
    for id in classes {
      let members = dataset.images(of: id).prefix(most)
      rows.append(Array(images.count..<images.count + members.count))
      images += members
    }
  }
}
