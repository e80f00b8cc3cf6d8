package import SiamData
package import SiamCore

/// The images a network was trained on, identified by their pixels rather than by their paths or names.
package struct TrainedImages: Equatable, Sendable {
  /// The identities, as `Dataset.identity(of:)` returns them.
  package let identities: Set<Int>

  /// Collects the images of a dataset's training classes.
  package init(_ dataset: Dataset) {
    identities = Set(dataset.training.flatMap(dataset.images).map(dataset.identity))
  }

  /// Makes a set of images from their identities.
  package init(identities: some Sequence<Int>) { self.identities = Set(identities) }

  /// Whether a network trained on these images has seen a class: more than half of its images are among them.
  package func contains(_ id: ClassID, of dataset: Dataset) -> Bool {
    let images = dataset.images(of: id)
    return images.count { identities.contains(dataset.identity(of: $0)) } * 2 > images.count
  }
}
