import SiamData
import SiamCore

/// An image of triplets: one row per triplet, with anchor, positive and negative side by side.
struct TripletSheet {
  /// The width in pixels.
  private(set) var width: Int
  /// The height in pixels.
  private(set) var height: Int
  private(set) var channels: Channels
  /// The pixels, `height × width × channels`, row-major.
  private(set) var pixels: [UInt8]

  /// The value between images and in place of a missing one.
  private static let grey: UInt8 = 96
  private static let gap = 2
  /// Small images are enlarged by an integer factor up to this width, in pixels.
  private static let targetImageSide = 64

  /// Creates the image of some triplets; nil if no image of theirs is available.
  init?(_ triplets: [TripletReport], pictures: (ImageID) -> DatasetImage?) {
    let rows = triplets.map { [$0.anchor, $0.positive, $0.negative].map(pictures) }
    guard let first = rows.joined().compactMap({ $0 }).first, first.width > 0, first.height > 0 else { return nil }
    let scale = max(1, Self.targetImageSide / first.width)
    let cell = (width: first.width * scale + Self.gap, height: first.height * scale + Self.gap)
    width = 3 * cell.width - Self.gap
    height = rows.count * cell.height - Self.gap
    channels = first.channels
    pixels = Array(repeating: Self.grey, count: width * height * channels.count)
    for (row, pictures) in rows.enumerated() {
      for (column, picture) in pictures.enumerated() {
        guard let picture, picture.pixels.count == first.pixels.count, picture.width == first.width else { continue }
        put(picture, x: column * cell.width, y: row * cell.height, scale: scale)
      }
    }
  }

  /// Copies an image, converting its planes to interleaved channels.
  private mutating func put(_ picture: DatasetImage, x: Int, y: Int, scale: Int) {
    let area = picture.width * picture.height
    for row in 0..<picture.height * scale {
      for column in 0..<picture.width * scale {
        let source = row / scale * picture.width + column / scale
        let target = ((y + row) * width + x + column) * channels.count
        for channel in 0..<channels.count { pixels[target + channel] = picture.pixels[channel * area + source] }
      }
    }
  }

  /// The image for TensorBoard; nil if it is too large for a PNG file.
  var image: TensorBoardImage? {
    guard let file = PNGEncoder.encode(pixels, width: width, height: height, channels: channels) else { return nil }
    return TensorBoardImage(
      height: Int32(height), width: Int32(width), channels: Int32(channels.count), file: file)
  }
}
