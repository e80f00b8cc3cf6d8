import SiamCore

/// A decoded file in the requested channels and, optionally, in its own colours.
struct DecodedFile {
  /// The image in the requested channels.
  var image: DecodedImage
  /// The colours of a colour file that was requested in grey; nil if `image` has them or they were not requested.
  var colours: DecodedImage?
  /// How the image must be turned to be upright.
  var orientation = Orientation.upright
  /// Whether the file is damaged where no pixel is lost.
  var isRepaired = false
  /// The memory reserved for the image, until the last copy of this value is gone.
  var reservation: MemoryReservation?

  /// The image in the file's own channels.
  var original: DecodedImage { colours ?? image }

  /// Turns the image upright.
  mutating func turnUpright() {
    guard orientation != .upright else { return }
    image = image.turned(orientation)
    colours = colours?.turned(orientation)
    orientation = .upright
  }
}

/// The samples of a file, 8 bits each, the channels of a pixel adjacent.
enum DecodedSamples {
  case grey([UInt8])
  case rgb([UInt8])
  /// With alpha, which the colours are not multiplied by.
  case rgba([UInt8])
}

extension DecodedFile {
  /// Converts the samples of a file to the requested channels, and with `includingColours` also to its own colours.
  ///
  /// Transparent parts are composited over white, or in grey over black if the ink is bright.
  init(_ samples: DecodedSamples, width: Int, height: Int, channels: Channels, includingColours: Bool) {
    func image(_ channels: Channels, _ pixels: [UInt8]) -> DecodedImage {
      DecodedImage(width: width, height: height, channels: channels, pixels: pixels)
    }
    switch samples {
    case .grey(let samples):
      self.image = image(.grey, samples).converted(to: channels)
    case .rgb(let samples):
      self.image = image(.rgb, samples).converted(to: channels)
      if includingColours, channels == .grey { colours = image(.rgb, samples) }
    case .rgba(let samples):
      self.image = channels == .grey ? image(.grey, greyOfRGBA(samples)) : image(.rgb, rgbOfRGBA(samples))
      if includingColours, channels == .grey { colours = image(.rgb, rgbOfRGBA(samples)) }
    }
  }
}
