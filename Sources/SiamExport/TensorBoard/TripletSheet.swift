internal import SiamData
internal import SiamMessages

/// Triplets as one picture: a row a triplet, anchor, positive and negative beside each other.
struct TripletSheet {
  /// In pixels.
  private(set) var width: Int
  /// In pixels.
  private(set) var height: Int
  private(set) var channels: Channels
  /// `height × width × channels` values, row-major.
  private(set) var pixels: [UInt8]

  /// Between pictures, and where one is missing.
  private static let grey: UInt8 = 96
  private static let gap = 2
  /// Small pictures are enlarged by a whole number to at least so many pixels a side.
  private static let usualSide = 64

  /// Nil where no picture is to be had.
  init?(_ triplets: [TripletReport], pictures: (ImageID) -> Picture?) {
    let rows = triplets.map { [$0.anchor, $0.positive, $0.negative].map(pictures) }
    guard let first = rows.joined().compactMap({ $0 }).first, first.width > 0, first.height > 0 else { return nil }
    let scale = max(1, Self.usualSide / first.width)
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

  /// Draws a picture, whose channels are planes, with its pixels' channels beside each other.
  private mutating func put(_ picture: Picture, x: Int, y: Int, scale: Int) {
    let area = picture.width * picture.height
    for row in 0..<picture.height * scale {
      for column in 0..<picture.width * scale {
        let source = row / scale * picture.width + column / scale
        let place = ((y + row) * width + x + column) * channels.count
        for channel in 0..<channels.count { pixels[place + channel] = picture.pixels[channel * area + source] }
      }
    }
  }

  /// As TensorBoard has it.
  var image: TensorBoardImage? {
    guard let file = PNGEncoder.encode(pixels, width: width, height: height, channels: channels) else { return nil }
    return TensorBoardImage(
      height: Int32(height), width: Int32(width), channels: Int32(channels.count), file: file)
  }
}
