package import SiamData
import SiamFewShot
package import SiamCore

/// Finds the images whose embeddings are nearest to an image's, in all dimensions.
package enum NearestImages {
  /// The maximum number of images to search: all have to be embedded, and training waits meanwhile.
  static let maxImages = 16_000

  /// Finds the nearest images among all rows of a table.
  ///
  /// - Parameters:
  ///   - image: the image whose neighbours are searched.
  ///   - count: the maximum number of neighbours.
  ///   - dataset: has the names of the classes.
  ///   - images: the image of each row of `table`.
  ///   - table: the embeddings.
  ///   - step: the number of steps the network was trained for.
  /// - Returns: the neighbours, nearest first, or nil if the image is not in the table.
  package static func find(
    _ image: ImageID, count: Int, dataset: Dataset, images: [ImageID], table: EmbeddedImages, step: Int
  ) -> Neighbourhood? {
    guard let row = images.firstIndex(of: image) else { return nil }
    let neighbours = table.embeddings.nearest(to: row, count: count).map { near in
      Neighbour(
        image: images[near.row], className: dataset.className(of: images[near.row]),
        isSameClass: dataset.classID(of: images[near.row]) == dataset.classID(of: image), distance: near.distance)
    }
    return Neighbourhood(step: step, image: image, neighbours: neighbours, candidateCount: images.count - 1)
  }
}
