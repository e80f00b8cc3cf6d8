import SiamCore

/// Reads the images of an array one after the other.
///
/// An array in which an image's values don't follow one another, such as one in Fortran order, is read into memory as
/// bytes first.
final class ArrayImages {
  private let axes: ImageAxes
  private let scale: ValueScale
  private let values: ArrayValues
  /// The brightness of all values in the file's order, if they are not streamed.
  private var whole: [UInt8] = []
  private var index = 0

  /// The maximum number of values of an array that is read into memory.
  static let maxValues = 512 << 20
  /// The number of values read at a time.
  private static let partValues = 1 << 20

  /// Opens an array.
  ///
  /// - Throws: `DataError` when it can't be read, or is too large to be read into memory where it must be.
  init(_ file: ArrayFile, _ axes: ImageAxes, _ scale: ValueScale) throws(DataError) {
    (self.axes, self.scale) = (axes, scale)
    values = try file.open()
    guard !axes.isStreamable else { return }
    guard values.remaining <= Self.maxValues else {
      throw .unusableArray(
        path: file.location, reason: "in Fortran order and larger than \(Self.maxValues >> 20) Mi values",
        remedy: "save it with the images as the first dimension: numpy.ascontiguousarray(images)")
    }
    whole.reserveCapacity(values.remaining)
    while case let bytes = try values.next(Self.partValues), !bytes.isEmpty {
      whole += scale.brightness(bytes, values.header.type)
    }
  }

  /// Reads the next image; nil after the last.
  func next() throws(DataError) -> DecodedImage? {
    guard index < axes.count else {
      if axes.isStreamable { _ = try values.next(1) }
      return nil
    }
    defer { index += 1 }
    guard axes.isStreamable else { return image(of: whole, from: index * axes.imageStride) }
    let bytes = scale.brightness(try values.next(axes.valuesPerImage), values.header.type)
    return axes.isPlain
      ? DecodedImage(width: axes.width, height: axes.height, channels: axes.channels, pixels: bytes)
      : image(of: bytes, from: 0)
  }

  /// Gathers the pixels of the image whose first value is at `start`.
  private func image(of values: [UInt8], from start: Int) -> DecodedImage {
    let axes = axes
    let pixels = [UInt8](unsafeUninitializedCapacity: axes.valuesPerImage) { target, count in
      for row in 0..<axes.height {
        for column in 0..<axes.width {
          let first = start + row * axes.rowStride + column * axes.columnStride
          for channel in 0..<axes.channels.count {
            target[count] = values[first + channel * axes.channelStride]
            count += 1
          }
        }
      }
    }
    return DecodedImage(width: axes.width, height: axes.height, channels: axes.channels, pixels: pixels)
  }
}
