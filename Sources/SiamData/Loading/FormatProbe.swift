import SiamCore

/// Detects the size and channels to read the images of some data with, from a sample of its first files.
///
/// Colour images are read in colour, at their median size within 32 and 84 pixels: the sizes of CIFAR and of the
/// photos in miniImageNet (Vinyals et al. 2016). Grey images are taken to be writing or drawings and are read at 28
/// pixels, as is common for MNIST and Omniglot.
struct FormatProbe: Equatable {
  let side: Int
  let channels: Channels

  /// The maximum number of images in the sample.
  static let maxImages = 64
  /// The sizes that colour images are read at, in pixels.
  static let photoSides = 32...84

  /// Decodes a sample of files, spread evenly.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  init(_ files: [SourceFile]) throws {
    let step = max(1, files.count / Self.maxImages)
    let chosen = stride(from: 0, to: files.count, by: step).map { files[$0] }
    // A file that can't be decoded is ignored here and reported when it is read.
    let samples = try cancellableConcurrentMap(chosen.count) { index in
      try? Sample(chosen[index].decoded(.rgb).get().image)
    }.compactMap(\.self)
    let coloured = samples.count { $0.isColoured }
    guard !samples.isEmpty, coloured * 2 >= samples.count else {
      (side, channels) = (DatasetOptions.defaultImageSide, .grey)
      return
    }
    let typical = samples.map(\.side).sorted()[samples.count / 2]
    // A multiple of 4, so that two poolings drop no row.
    side = min(max(typical, Self.photoSides.lowerBound), Self.photoSides.upperBound) / 4 * 4
    channels = .rgb
  }

  private struct Sample {
    /// The longer of width and height, in pixels.
    var side: Int
    var isColoured: Bool

    /// The minimum share of coloured pixels in a colour image, so that a stain on a page doesn't count.
    private static let minColouredShare = 0.02
    /// The minimum difference between two of a coloured pixel's channels; less is the tint of the light or the paper.
    private static let minColourDifference = 24

    init(_ image: DecodedImage) {
      side = max(image.width, image.height)
      let pixels = image.pixels
      guard image.channels == .rgb, pixels.count >= 3 else {
        isColoured = false
        return
      }
      var coloured = 0
      for start in stride(from: 0, to: pixels.count - 2, by: 3) {
        let (red, green, blue) = (Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
        if max(red, green, blue) - min(red, green, blue) > Self.minColourDifference { coloured += 1 }
      }
      isColoured = Double(coloured) >= Self.minColouredShare * Double(pixels.count / 3)
    }
  }
}
