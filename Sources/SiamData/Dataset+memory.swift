import SiamCore

extension Dataset {
  /// Creates a dataset from images in memory.
  ///
  /// - Parameters:
  ///   - name: the name of the dataset.
  ///   - side: the width and height of the images; each has `channels × side × side` values, row-major, ink bright.
  ///   - classes: the names and images of the classes, in dataset order.
  ///   - options: the channels of the images (default: grey) and the split; hold-outs count classes.
  /// - Throws: `DataError` when the split can't be made or too few classes have enough images.
  public convenience init(
    name: String, side: Int, classes: [(name: String, images: [[UInt8]])], options: DatasetOptions
  ) throws(DataError) {
    let channels = options.channels ?? .grey
    var classIndex = ClassIndex()
    var pixels: [UInt8] = []
    for (name, images) in classes {
      classIndex.addClass(name, images: images.count)
      for image in images {
        precondition(
          image.count == channels.count * side * side,
          "\(name): an image is not \(channels.count) × \(side) × \(side)")
        pixels += image
      }
    }
    var problems = DataProblems()
    let split = try ClassSplit(classIndex, named: name, options: options, problems: &problems)
    self.init(
      name: name, side: side, channels: channels, classIndex: classIndex, pixels: PixelStore(pixels), isInverted: false,
      split: split,
      problems: problems)
  }
}
