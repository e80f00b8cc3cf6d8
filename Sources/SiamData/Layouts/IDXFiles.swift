import SiamMessages

/// The images of an IDX file, one after the other.
final class IDXImages {
  let path: String
  let count: Int
  private let values: IDXValues
  private let width: Int
  private let height: Int
  private let channels: Channels

  /// Reads the header, of `count × height × width` or `count × height × width × channels`.
  init(path: String) throws(DataError) {
    self.path = path
    values = try IDXValues(path: path, dimensions: 3...4)
    let sizes = values.header.sizes
    count = sizes[0]
    height = sizes[1]
    width = sizes[2]
    switch sizes.count == 4 ? sizes[3] : 1 {
    case 1: channels = .grey
    case 3: channels = .rgb
    case let other:
      throw .wrongLayout(path: path, layout: .idx, reason: "its images have \(other) channels, not 1 or 3")
    }
    guard height > 0, width > 0, width <= PictureDecoder.mostPixels / height else {
      throw .wrongLayout(
        path: path, layout: .idx, reason: "images of \(width)×\(height) pixels are none, or more than siam reads")
    }
  }

  /// The next image; nil after the last.
  func next() throws(DataError) -> DecodedPicture? {
    guard let pixels = try values.next(height * width * channels.count) else { return nil }
    return DecodedPicture(width: width, height: height, channels: channels, pixels: pixels)
  }
}

/// The labels of an IDX file, some at a time.
final class IDXLabels {
  let path: String
  let count: Int
  private let values: IDXValues

  /// Reads the header, of `count`.
  init(path: String) throws(DataError) {
    self.path = path
    values = try IDXValues(path: path, dimensions: 1...1)
    count = values.header.sizes[0]
  }

  /// The next labels; nil after the last.
  func nextPart() throws(DataError) -> [UInt8]? { try values.next(min(max(values.left, 1), 1 << 16)) }
}

/// The values of an IDX file, which must be as many as its header says.
private final class IDXValues {
  let header: IDXHeader
  /// How many are still to be read.
  private(set) var left: Int
  private let path: String
  private let stream: ByteStream

  init(path: String, dimensions: ClosedRange<Int>) throws(DataError) {
    self.path = path
    let bytes = Array(path.utf8)
    do throws(ByteStream.Failure) {
      stream = try ByteStream(path: bytes)
    } catch {
      throw error.dataError(path: path, layout: .idx)
    }
    header = try IDXHeader(stream, path: path, dimensions: dimensions)
    guard let count = header.valueCount else {
      throw .damaged(path: path, layout: .idx, reason: "its header names more than a file can hold")
    }
    left = count
    // What comes out of a compressed file is known when it has come out.
    guard !stream.isPacked, case .success(let size) = FileBytes.size(of: bytes) else { return }
    guard size - header.length == count else { throw mismatch("it holds \(max(size - header.length, 0))") }
  }

  /// The next `count` values; nil after the last.
  func next(_ count: Int) throws(DataError) -> [UInt8]? {
    guard left > 0 else {
      guard try read(1).isEmpty else { throw mismatch("it holds more") }
      return nil
    }
    let values = try read(count)
    guard values.count == count else { throw mismatch("it ends \(left - values.count) early") }
    left -= count
    return values
  }

  private func read(_ count: Int) throws(DataError) -> [UInt8] {
    do throws(ByteStream.Failure) {
      return try stream.read(count)
    } catch {
      throw error.dataError(path: path, layout: .idx)
    }
  }

  private func mismatch(_ what: String) -> DataError {
    let sizes = header.sizes.map(String.init).joined(separator: "×")
    return .damaged(path: path, layout: .idx, reason: "its header names \(sizes) bytes, and \(what)")
  }
}
