import SiamMessages

/// A picture file as a network sees it: in its channels, resized, ink bright.
public struct PictureFile: Equatable, Sendable {
  /// Where it was.
  public let path: String
  /// Of the file, in pixels.
  public let fileWidth: Int
  /// Of the file, in pixels.
  public let fileHeight: Int
  /// Of `pixels`.
  public let side: Int
  /// What it has of each pixel.
  public let channels: Channels
  /// `channels × side × side` values, row-major, ink bright (255) on black (0).
  public let pixels: [UInt8]
  /// Whether the file shows dark ink on bright paper, and so was inverted.
  public let isInverted: Bool

  /// Whether a file's name ends as that of a picture siam reads.
  package static func isNamed(_ fileName: String) -> Bool {
    guard let format = PictureFormat(fileName: Array(fileName.utf8)) else { return false }
    return format.reasonNotToRead == nil
  }

  /// Reads one PNG or JPEG file.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - side: the picture is resized to `side × side` pixels; one that isn't square is stretched.
  ///   - channels: of the network; a grey file fills all alike, of one in colour grey is how bright it is.
  ///   - inverted: whether to turn dark ink bright, as was done to the data; where nil, if a grey picture's border is
  ///     bright.
  /// - Returns: the picture.
  /// - Throws: `DataError` when there is no such file, it is a folder, or it is no whole picture.
  public static func read(
    path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil
  ) throws(DataError) -> PictureFile {
    let decoded = try DecodedPictureFile(path: path, side: side, channels: channels)
    return PictureFile(decoded, path: path, side: side, inverted: inverted ?? decoded.isInkOnPaper)
  }

  init(_ decoded: DecodedPictureFile, path: String, side: Int, inverted: Bool) {
    self.path = path
    (fileWidth, fileHeight) = (decoded.width, decoded.height)
    self.side = side
    channels = decoded.channels
    pixels = inverted ? decoded.pixels.map { ~$0 } : decoded.pixels
    isInverted = inverted
  }

  /// Pictures as the network takes them, as they are or as one of their test-time variants.
  ///
  /// - Parameters:
  ///   - pictures: all of one side and with the same channels.
  ///   - variant: which of `variants`, from 0; the first is the picture as it is.
  ///   - variants: all there are.
  ///   - pixels: becomes `[pictures, channels, side, side]`, 0…1, ink bright; its memory is used again.
  public static func pixels(
    of pictures: [PictureFile], variant: Int = 0, of variants: TestTimeVariants = TestTimeVariants(count: 1),
    into pixels: inout [Float]
  ) {
    let (side, channels) = (pictures.first?.side ?? 0, pictures.first?.channels ?? .grey)
    let size = channels.count * side * side
    if pixels.count != pictures.count * size { pixels = [Float](repeating: 0, count: pictures.count * size) }
    let variation = Variation(map: variants.map(variant, side: side))
    var varier = PictureVarier(width: side, height: side, channels: channels)
    pixels.withUnsafeMutableBufferPointer { target in
      for (place, picture) in pictures.enumerated() {
        precondition(picture.side == side && picture.channels == channels, "\(picture.path) is of another size")
        let to = UnsafeMutableBufferPointer(rebasing: target[place * size..<(place + 1) * size])
        picture.pixels.withUnsafeBufferPointer { varier.vary($0, by: variation, into: to) }
      }
    }
  }
}

/// A decoded and resized file, before it is known whether its ink is bright.
struct DecodedPictureFile {
  var width: Int
  var height: Int
  var channels: Channels
  /// Whether it shows dark ink on paper: its border is bright, and it isn't in colour, as a photo of the sky is.
  var isInkOnPaper: Bool
  /// `channels × side × side` values.
  var pixels: [UInt8]

  /// Decodes the bytes of a file.
  init(_ file: [UInt8], side: Int, channels: Channels) throws(PictureError) {
    let picture = try PictureDecoder.decode(file, channels: channels)
    (width, height) = (picture.width, picture.height)
    self.channels = channels
    isInkOnPaper = channels == .grey && picture.borderBrightness > 127
    let size = channels.count * side * side
    pixels = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      picture.resize(side: side, into: UnsafeMutableBufferPointer(rebasing: target[..<size]))
      count = size
    }
  }

  /// Reads and decodes a file.
  init(path: String, side: Int, channels: Channels) throws(DataError) {
    let bytes = Array(path.utf8)
    switch FileBytes.kind(of: bytes) {
    case .failure(let error):
      if error.isAbsent { throw .noFile(path: path) }
      throw .unreadable(path: path, reason: error.reason)
    case .success(.folder): throw .folderNotPicture(path: path)
    case .success(.other): throw .notPicture(path: path, reason: "not a file")
    case .success(.file): break
    }
    let file: [UInt8]
    switch FileBytes.contents(of: bytes, limit: SourceFile.mostBytes) {
    case .failure(let error): throw .unreadable(path: path, reason: error.reason)
    case .success(let read): file = read
    }
    do throws(PictureError) {
      try self.init(file, side: side, channels: channels)
    } catch {
      throw .notPicture(path: path, reason: error.reason)
    }
  }
}
