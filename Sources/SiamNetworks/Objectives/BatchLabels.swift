package import SiamTensors

/// The classes of a batch's images: a P × K batch has P classes of K consecutive images each.
package struct BatchLabels: Equatable, Sendable {
  /// The number of classes, P.
  package let classes: Int
  /// The number of images per class, K.
  package let images: Int

  /// Creates the labels of a P × K batch.
  package init(classes: Int, images: Int) {
    self.classes = classes
    self.images = images
  }

  /// The number of images in the batch, P · K.
  package var count: Int { classes * images }

  /// Returns the indices of the images of the same class as image `index`, itself included.
  package func classRange(of index: Int) -> Range<Int> {
    let start = index / images * images
    return start..<start + images
  }

  /// Returns the index of a negative of image `index`: the one at `position` among all images of other classes.
  package func negative(of index: Int, at position: Int) -> Int {
    let start = index / images * images
    return position < start ? position : position + images
  }

  /// The number of negatives of each image.
  package var negativeCount: Int { count - images }

  /// Throws `TensorError.shape` if the batch has fewer than two classes or fewer than two images per class.
  package func check(_ operation: String) throws(TensorError) {
    guard classes > 1, images > 1 else {
      throw .shape(operation: operation, found: [classes, images], expected: "at least 2 classes of 2 images each")
    }
  }
}
