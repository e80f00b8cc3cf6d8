package import SiamData
internal import SiamFewShot
package import SiamMessages

/// The images whose embeddings lie nearest to an image's, in all dimensions.
package enum NearestImages {
  /// Images looked at at most: all have to be embedded, and training waits meanwhile.
  static let mostImages = 16_000

  /// Looks among all rows of a table; nil where the image is none of them.
  ///
  /// - Parameters:
  ///   - image: whose neighbours are asked.
  ///   - count: how many.
  ///   - dataset: names the classes.
  ///   - images: which image each row of `table` is.
  ///   - table: what the network embedded.
  ///   - step: steps it had taken.
  /// - Returns: the nearest first, as many as there are.
  package static func find(
    _ image: ImageID, count: Int, dataset: Dataset, images: [ImageID], table: EmbeddedImages, step: Int
  ) -> Neighbourhood? {
    guard let row = images.firstIndex(of: image) else { return nil }
    let neighbours = table.embeddings.nearest(to: row, count: count).map { near in
      Neighbour(
        image: images[near.row], className: dataset.className(of: images[near.row]),
        isSameClass: dataset.classID(of: images[near.row]) == dataset.classID(of: image), distance: near.distance)
    }
    return Neighbourhood(step: step, image: image, neighbours: neighbours, among: images.count - 1)
  }
}
