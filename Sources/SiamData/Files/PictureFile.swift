/// A picture file as a network sees it: grey, resized, ink bright.
public struct PictureFile: Equatable, Sendable {
  /// Where it was.
  public let path: String
  /// Of the file, in pixels.
  public let fileWidth: Int
  /// Of the file, in pixels.
  public let fileHeight: Int
  /// Of `pixels`.
  public let side: Int
  /// `side × side` values, row-major, ink bright (255) on black (0).
  public let pixels: [UInt8]
  /// Whether the file shows dark ink on bright paper, and so was inverted.
  public let isInverted: Bool

  /// Reads one PNG file.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - side: the picture is resized to `side × side` pixels; one that isn't square is stretched.
  ///   - inverted: whether to turn dark ink bright, as was done to the data; where nil, if the picture's border is
  ///     bright.
  /// - Returns: the picture.
  /// - Throws: `DataError` when there is no such file, it is a folder, or it is no whole PNG picture.
  public static func read(path: String, side: Int, inverted: Bool? = nil) throws(DataError) -> PictureFile {
    let decoded = try DecodedPictureFile(path: path, side: side)
    return PictureFile(decoded, path: path, side: side, inverted: inverted ?? decoded.isPaperBright)
  }

  init(_ decoded: DecodedPictureFile, path: String, side: Int, inverted: Bool) {
    self.path = path
    (fileWidth, fileHeight) = (decoded.width, decoded.height)
    self.side = side
    pixels = inverted ? decoded.pixels.map { ~$0 } : decoded.pixels
    isInverted = inverted
  }

  /// Pictures as the network takes them, as they are or as one of their test-time variants.
  ///
  /// - Parameters:
  ///   - pictures: all of one side.
  ///   - variant: which of `variants`, from 0; the first is the picture as it is.
  ///   - variants: all there are.
  ///   - pixels: becomes `[pictures, 1, side, side]`, 0…1, ink bright; its memory is used again.
  public static func pixels(
    of pictures: [PictureFile], variant: Int = 0, of variants: TestTimeVariants = TestTimeVariants(count: 1),
    into pixels: inout [Float]
  ) {
    let side = pictures.first?.side ?? 0
    let size = side * side
    if pixels.count != pictures.count * size { pixels = [Float](repeating: 0, count: pictures.count * size) }
    let variation = Variation(map: variants.map(variant, side: side))
    var varier = PictureVarier(width: side, height: side)
    pixels.withUnsafeMutableBufferPointer { target in
      for (place, picture) in pictures.enumerated() {
        precondition(picture.side == side, "\(picture.path) is of another size")
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
  /// Whether the file's border is: dark ink on paper.
  var isPaperBright: Bool
  var pixels: [UInt8]

  /// Decodes the bytes of a file.
  init(_ file: [UInt8], side: Int) throws(PictureError) {
    if file.starts(with: [0xFF, 0xD8, 0xFF]) { throw PictureError(reason: "a JPEG; make it a PNG") }
    let picture = try PNGDecoder.decode(file)
    (width, height) = (picture.width, picture.height)
    isPaperBright = picture.borderBrightness > 127
    let resize = AreaResize(from: (picture.width, picture.height), to: (side, side))
    pixels = [UInt8](unsafeUninitializedCapacity: side * side) { target, count in
      picture.pixels.withUnsafeBufferPointer { source in
        resize.resize(source, into: UnsafeMutableBufferPointer(rebasing: target[..<(side * side)]))
      }
      count = side * side
    }
  }

  /// Reads and decodes a file.
  init(path: String, side: Int) throws(DataError) {
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
      try self.init(file, side: side)
    } catch {
      throw .notPicture(path: path, reason: error.reason)
    }
  }
}
