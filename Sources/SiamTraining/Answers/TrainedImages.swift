package import SiamData
package import SiamMessages

/// The images a network was trained on, known again by their pixels, wherever they lie and whatever they are called.
package struct TrainedImages: Equatable, Sendable {
  /// As `Dataset.identity(of:)` tells them.
  package let identities: Set<Int>

  /// The images of a dataset's training classes.
  package init(_ dataset: Dataset) {
    identities = Set(dataset.training.flatMap(dataset.images).map(dataset.identity))
  }

  /// Images by their identities.
  package init(identities: some Sequence<Int>) { self.identities = Set(identities) }

  /// Whether a network trained on these has seen a class: most of its images are among them.
  package func include(_ id: ClassID, of dataset: Dataset) -> Bool {
    let images = dataset.images(of: id)
    return images.count { identities.contains(dataset.identity(of: $0)) } * 2 > images.count
  }
}
