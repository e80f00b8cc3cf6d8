package import SiamTensors

/// Which class each image of a batch belongs to, as ranges: a P × K batch is stacked class by class.
package struct BatchLabels: Equatable, Sendable {
  package let classes: Int
  package let images: Int

  /// P classes of K images.
  package init(classes: Int, images: Int) {
    self.classes = classes
    self.images = images
  }

  /// P · K.
  package var count: Int { classes * images }

  /// The places in the batch that share a place's class, itself included.
  package func members(of place: Int) -> Range<Int> {
    let start = place / images * images
    return start..<start + images
  }

  /// The `number`-th place of another class, counting from 0.
  package func stranger(to place: Int, number: Int) -> Int {
    let start = place / images * images
    return number < start ? number : number + images
  }

  /// Places of other classes than a place's own.
  package var strangers: Int { count - images }

  /// Refuses batches that have no two images of one class, or no two classes, where an operation compares them.
  package func check(_ operation: String) throws(TensorError) {
    guard classes > 1, images > 1 else {
      throw .shape(operation: operation, found: [classes, images], expected: "2 classes of 2 images or more")
    }
  }
}
