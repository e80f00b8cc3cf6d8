import SiamCore

/// Reads the images of an IDX file one after the other.
final class IDXImages {
  let path: String
  let count: Int
  private let values: IDXValues
  private let width: Int
  private let height: Int
  private let channels: Channels

  /// Opens a file of `count × height × width` or `count × height × width × channels` values.
  init(_ files: DataFiles, _ name: [UInt8]) throws(DataError) {
    path = files.location(of: name)
    values = try IDXValues(files.open(name, layout: .idx), path: path, dimensions: 3...4)
    let sizes = values.header.sizes
    count = sizes[0]
    height = sizes[1]
    width = sizes[2]
    switch sizes.count == 4 ? sizes[3] : 1 {
    case 1: channels = .grey
    case 3: channels = .rgb
    case let other:
      throw .wrongLayout(path: path, layout: .idx, reason: "\(other) channels; expected 1 or 3")
    }
    guard height > 0, width > 0, width <= ImageDecoder.maxPixels / height else {
      throw .wrongLayout(
        path: path, layout: .idx, reason: "invalid image size of \(width)×\(height) pixels")
    }
  }

  /// Reads the next image; nil after the last.
  func next() throws(DataError) -> DecodedImage? {
    guard let pixels = try values.next(height * width * channels.count) else { return nil }
    return DecodedImage(width: width, height: height, channels: channels, pixels: pixels)
  }
}

/// Reads the labels of an IDX file in parts.
final class IDXLabels {
  let path: String
  let count: Int
  private let values: IDXValues

  /// Opens a file of `count` labels.
  init(_ files: DataFiles, _ name: [UInt8]) throws(DataError) {
    path = files.location(of: name)
    values = try IDXValues(files.open(name, layout: .idx), path: path, dimensions: 1...1)
    count = values.header.sizes[0]
  }

  /// Reads the next labels; nil after the last.
  func nextPart() throws(DataError) -> [UInt8]? { try values.next(min(max(values.remaining, 1), 1 << 16)) }
}

/// Reads the values of an IDX file and checks their number against the header.
private final class IDXValues {
  let header: IDXHeader
  /// The number of values still to be read.
  private(set) var remaining: Int
  private let path: String
  private let stream: any SequentialFile

  init(_ stream: any SequentialFile, path: String, dimensions: ClosedRange<Int>) throws(DataError) {
    self.path = path
    self.stream = stream
    header = try IDXHeader(stream, path: path, dimensions: dimensions)
    guard let count = header.valueCount else {
      throw .damaged(path: path, layout: .idx, reason: "the header's sizes are too large")
    }
    remaining = count
    guard let size = stream.size else { return }
    guard size - header.length == count else { throw mismatch("the file holds \(max(size - header.length, 0))") }
  }

  /// Reads the next `count` values; nil after the last.
  func next(_ count: Int) throws(DataError) -> [UInt8]? {
    guard remaining > 0 else {
      guard try stream.read(1).isEmpty else { throw mismatch("the file holds more") }
      return nil
    }
    let values = try stream.read(count)
    guard values.count == count else { throw mismatch("the file ends \(remaining - values.count) early") }
    remaining -= count
    return values
  }

  private func mismatch(_ what: String) -> DataError {
    let sizes = header.sizes.map(String.init).joined(separator: "×")
    return .damaged(path: path, layout: .idx, reason: "the header says \(sizes) bytes, but \(what)")
  }
}
