import SiamFiles
public import SiamCore

/// An image file, prepared for a network: converted to its channels, resized, ink bright.
public struct ImageFile: Equatable, Sendable {
  /// The path of the file.
  public let path: String
  /// The width of the image in the file, in pixels.
  public let fileWidth: Int
  /// The height of the image in the file, in pixels.
  public let fileHeight: Int
  /// The width and height of the resized image, in pixels.
  public let side: Int
  /// The channels of `pixels`.
  public let channels: Channels
  /// `channels × side × side` values, row-major, ink bright (255) on black (0).
  public let pixels: [UInt8]
  /// Whether the file shows dark ink on bright paper and was inverted.
  public let isInverted: Bool

  /// Whether a file name has the extension of an image that siam reads.
  package static func isNamed(_ fileName: String) -> Bool {
    ImageFormat(fileName: Array(fileName.utf8))?.isRead == true
  }

  /// Whether a file is an image, by its first bytes or its name.
  package static func isImage(path: String) -> Bool {
    SourceFile(path: [Array(path.utf8)], contents: .onDisk(Array(path.utf8))).isImage
  }

  /// Reads one image file of a format that siam reads, whatever its name.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - side: the size to resize the image to, `side × side` pixels; an image that isn't square is stretched.
  ///   - channels: the channels of the network; a grey file fills all alike, and a colour file is converted to luma.
  ///   - inverted: whether to invert the image, as the training data was; nil to invert grey images with bright
  ///     borders.
  /// - Returns: the image.
  /// - Throws: `DataError` when there is no such file or it is not a complete image.
  public static func read(
    path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil
  ) throws(DataError) -> ImageFile {
    let decoded = try DecodedImageFile(path: path, side: side, channels: channels)
    return ImageFile(decoded, path: path, side: side, inverted: inverted ?? decoded.isInkOnPaper)
  }

  init(_ decoded: DecodedImageFile, path: String, side: Int, inverted: Bool) {
    self.path = path
    (fileWidth, fileHeight) = (decoded.width, decoded.height)
    self.side = side
    channels = decoded.channels
    pixels = inverted ? decoded.pixels.map { ~$0 } : decoded.pixels
    isInverted = inverted
  }

  /// Writes images as input of a network, unchanged or as one of their test-time variants.
  ///
  /// - Parameters:
  ///   - images: images of the same size and channels.
  ///   - variant: the index of the variant; 0 is the image as it is.
  ///   - variants: the list of variants.
  ///   - pixels: becomes `[images, channels, side, side]`, 0…1, ink bright; its memory is reused.
  public static func pixels(
    of images: [ImageFile], variant: Int = 0, of variants: TestTimeVariants = TestTimeVariants(count: 1),
    into pixels: inout [Float]
  ) {
    let (side, channels) = (images.first?.side ?? 0, images.first?.channels ?? .grey)
    let size = channels.count * side * side
    if pixels.count != images.count * size { pixels = [Float](repeating: 0, count: images.count * size) }
    let parameters = AugmentationParameters(map: variants.map(variant, side: side))
    var augmenter = ImageAugmenter(width: side, height: side, channels: channels)
    pixels.withUnsafeMutableBufferPointer { target in
      for (index, image) in images.enumerated() {
        precondition(image.side == side && image.channels == channels, "\(image.path) is of another size")
        let to = UnsafeMutableBufferPointer(rebasing: target[index * size..<(index + 1) * size])
        image.pixels.withUnsafeBufferPointer { augmenter.augment($0, by: parameters, into: to) }
      }
    }
  }
}

/// A decoded and resized file, before it is decided whether to invert it.
struct DecodedImageFile {
  var width: Int
  var height: Int
  var channels: Channels
  /// Whether the image shows dark ink on paper: it is grey and has a bright border. Colour photos may show a bright
  /// sky.
  var isInkOnPaper: Bool
  /// `channels × side × side` values.
  var pixels: [UInt8]

  /// Decodes the bytes of a file.
  init(_ file: [UInt8], side: Int, channels: Channels) throws(ImageError) {
    let image = try ImageDecoder.decode(file, channels: channels)
    (width, height) = (image.width, image.height)
    self.channels = channels
    isInkOnPaper = channels == .grey && image.borderBrightness > 127
    let size = channels.count * side * side
    pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      image.resize(side: side, into: UnsafeMutableBufferPointer(rebasing: target[..<size]))
      count = size
    }
  }

  /// Reads and decodes a file.
  init(path: String, side: Int, channels: Channels) throws(DataError) {
    let bytes = Array(path.utf8)
    switch FileBytes.kind(of: bytes) {
    case .failure(let error):
      if error.isAbsent { throw .noFile(path: path) }
      throw DataError(error)
    case .success(.folder): throw .folderNotImage(path: path)
    case .success(.other): throw .notImage(path: path, reason: "not a file")
    case .success(.file): break
    }
    let file = try FileBytes.contents(of: bytes, limit: SourceFile.maxBytes).orDataError()
    do throws(ImageError) {
      try self.init(file, side: side, channels: channels)
    } catch {
      throw .notImage(path: path, reason: ImageConversion.reason(error.reason, forFile: path))
    }
  }
}
