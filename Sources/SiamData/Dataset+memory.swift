import SiamMessages

extension Dataset {
  /// A dataset from pictures a program already has.
  ///
  /// - Parameters:
  ///   - name: as people call it.
  ///   - side: every picture has `channels × side × side` values, row-major, ink bright.
  ///   - classes: their names and pictures, in the order they shall keep.
  ///   - options: its channels are the pictures', grey where nil; the hold-out counts classes here.
  /// - Throws: `DataError` when the hold-out can't be met or too few classes have pictures enough.
  public convenience init(
    name: String, side: Int, classes: [(name: String, images: [[UInt8]])], options: DatasetOptions
  ) throws(DataError) {
    let channels = options.channels ?? .grey
    var arranged = ArrangedClasses()
    var pixels: [UInt8] = []
    for (name, images) in classes {
      arranged.addClass(name, images: images.count)
      for image in images {
        precondition(
          image.count == channels.count * side * side,
          "\(name): a picture that isn't \(channels.count) × \(side) × \(side)")
        pixels += image
      }
    }
    var problems = DataProblems()
    let split = try ClassSplit(arranged, named: name, options: options, problems: &problems)
    self.init(
      name: name, side: side, channels: channels, arranged: arranged, pixels: PixelStore(pixels), isInverted: false,
      split: split,
      problems: problems)
  }
}
