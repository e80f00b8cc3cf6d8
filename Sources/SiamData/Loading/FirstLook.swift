import SiamMessages

/// What the first pictures of some data look like, and so how all of it is best read where nobody says.
///
/// Pictures in colour are read in colour, at their own usual size within 32 and 84 pixels: CIFAR's and the one usual
/// for photos (Vinyals et al. 2016, miniImageNet). Grey ones are taken for writing and drawings and read at 28 pixels,
/// as the field reads MNIST and Omniglot.
struct FirstLook: Equatable {
  let side: Int
  let channels: Channels

  /// So many pictures are looked at.
  static let mostPictures = 64
  /// Sides that photos are read at.
  static let photoSides = 32...84

  /// Looks at pictures here and there among some files.
  init(_ files: [SourceFile]) {
    let step = max(1, files.count / Self.mostPictures)
    let sample = stride(from: 0, to: files.count, by: step).map { files[$0] }
    let looks = concurrentMap(sample.count) { try? Look(sample[$0].decoded(.rgb).get()) }.compactMap(\.self)
    let coloured = looks.count { $0.isColoured }
    guard !looks.isEmpty, coloured * 2 >= looks.count else {
      (side, channels) = (DatasetOptions.usualSide, .grey)
      return
    }
    let usual = looks.map(\.side).sorted()[looks.count / 2]
    // A multiple of 4, so that two poolings leave no row out.
    side = min(max(usual, Self.photoSides.lowerBound), Self.photoSides.upperBound) / 4 * 4
    channels = .rgb
  }

  private struct Look {
    /// The longer one.
    var side: Int
    var isColoured: Bool

    /// A share of pixels that tell, so that a stain on a page is no colour.
    private static let least = 0.02
    /// Between two of red, green and blue: less is the tint of a lamp or a page.
    private static let difference = 24

    init(_ picture: DecodedPicture) {
      side = max(picture.width, picture.height)
      let pixels = picture.pixels
      guard picture.channels == .rgb, pixels.count >= 3 else {
        isColoured = false
        return
      }
      var coloured = 0
      for start in stride(from: 0, to: pixels.count - 2, by: 3) {
        let (red, green, blue) = (Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]))
        if max(red, green, blue) - min(red, green, blue) > Self.difference { coloured += 1 }
      }
      isColoured = Double(coloured) >= Self.least * Double(pixels.count / 3)
    }
  }
}
