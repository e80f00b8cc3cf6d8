public import ArgumentParser
import SiamData
import SiamCore

extension DataLayout: ExpressibleByArgument {}
extension Channels: ExpressibleByArgument {}

/// Whether the brightness of image files is inverted on reading.
enum Inversion: String, CaseIterable, ExpressibleByArgument {
  case auto, yes, no

  /// Whether files are inverted; nil to detect it from the images.
  var isInverted: Bool? {
    switch self {
    case .auto: nil
    case .yes: true
    case .no: false
    }
  }
}

/// Parses the name of an encoding.
private func nameEncoding(_ argument: String) throws -> NameEncoding {
  guard let encoding = NameEncoding(argument: argument) else {
    throw ValidationError("unknown encoding; try cp932, gbk, big5, euc-kr, cp866 or latin1")
  }
  return encoding
}

/// The options for reading image files. What is not given is detected from the files.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Layout of the data (default: inferred from the path)") var format: DataLayout?
  @Option(
    help: ArgumentHelp(
      "Width and height to which images are resized (default: from the recipe or the data)",
      valueName: "pixels"))
  var imageSize: Int?
  @Option(help: "Read images as grey or RGB (default: from the data)") var channels: Channels?
  @Option(help: "Invert brightness; auto does so if most images have a bright border")
  var invert = Inversion.auto
  @Option(
    help: ArgumentHelp(
      "Encoding of names that are not UTF-8, such as cp932, gbk, euc-kr or latin1 (default: cp437 in a zip)",
      valueName: "encoding"),
    transform: nameEncoding)
  var names: NameEncoding?
  @Flag(help: "Don't use the cache of decoded images") var noCache = false

  static let imageSizes = 4...1024

  /// Throws a `ValidationError` for an image size out of range.
  func check() throws {
    if let imageSize, !Self.imageSizes.contains(imageSize) {
      let (minimum, maximum) = (Self.imageSizes.lowerBound, Self.imageSizes.upperBound)
      throw ValidationError("--image-size must be \(minimum) to \(maximum)")
    }
  }

  /// The first option given that only applies to image files.
  var optionOfFiles: String? {
    if format != nil { return "--format" }
    if channels != nil { return "--channels" }
    if names != nil { return "--names" }
    return invert == .auto ? nil : "--invert"
  }

  /// Sets the options that were given.
  func apply(to options: inout DatasetOptions) {
    options.layout = format
    if let imageSize { options.side = imageSize }
    options.channels = channels
    options.isInverted = invert.isInverted
    options.nameEncoding = names
    options.cache = noCache ? nil : ImageCache(environment: Output.environment)
  }
}
