import SiamMessages

/// A decoded picture: `height × width` pixels, row-major, 0 black … 255 white; red, green and blue side by side where
/// it is in colour.
struct DecodedPicture: Equatable {
  var width: Int
  var height: Int
  var channels = Channels.grey
  /// `height × width × channels` values.
  var pixels: [UInt8]

  /// Mean of the outermost rows and columns over all channels, 0…255: the paper, where there is any.
  var borderBrightness: Int {
    guard width > 0, height > 0 else { return 0 }
    let step = channels.count
    var sum = 0
    var count = 0
    func add(_ place: Int) {
      for value in pixels[place * step..<(place + 1) * step] { sum += Int(value) }
      count += step
    }
    for column in 0..<width {
      add(column)
      add((height - 1) * width + column)
    }
    for row in 0..<height {
      add(row * width)
      add(row * width + width - 1)
    }
    return sum / count
  }
}
