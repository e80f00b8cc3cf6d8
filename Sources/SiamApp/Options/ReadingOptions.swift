import ArgumentParser
import SiamData
import SiamMessages

extension DataLayout: ExpressibleByArgument {}
extension Channels: ExpressibleByArgument {}

/// Which of ink and paper is bright in the files.
enum Inversion: String, CaseIterable, ExpressibleByArgument {
  case auto, yes, no

  /// Whether files are inverted; nil to see from the pictures.
  var isInverted: Bool? {
    switch self {
    case .auto: nil
    case .yes: true
    case .no: false
    }
  }
}

/// How picture files are read; what is left out is chosen by looking at them.
struct ReadingOptions: ParsableArguments {
  @Option(help: "How the images are laid out, where it isn't to be seen from the path.") var format: DataLayout?
  @Option(
    help: ArgumentHelp(
      "Images are resized to so many pixels a side; by the recipe, or by looking, where left out.",
      valueName: "pixels"))
  var imageSize: Int?
  @Option(help: "Whether images are read in colour; by looking where left out.") var channels: Channels?
  @Option(help: "Whether dark and bright are exchanged; auto where most pictures have a bright border.")
  var invert = Inversion.auto
  @Flag(help: "Decode every file again, and keep nothing in the cache folder.") var noCache = false

  static let imageSizes = 4...1024

  /// Refuses sizes that no picture has.
  func check() throws {
    if let imageSize, !Self.imageSizes.contains(imageSize) {
      let (least, most) = (Self.imageSizes.lowerBound, Self.imageSizes.upperBound)
      throw ValidationError("--image-size must be \(least) to \(most)")
    }
  }

  /// An option that was given and means nothing without files.
  var optionOfFiles: String? {
    if format != nil { return "--format" }
    if channels != nil { return "--channels" }
    return invert == .auto ? nil : "--invert"
  }

  func apply(to options: inout DatasetOptions) {
    options.layout = format
    if let imageSize { options.side = imageSize }
    options.channels = channels
    options.isInverted = invert.isInverted
    options.cache = noCache ? nil : ImageCache(environment: Output.environment)
  }
}
