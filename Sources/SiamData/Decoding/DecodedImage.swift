import SiamCore

/// A decoded image: `height × width` pixels, row-major, 0 black … 255 white; the channels of a pixel are adjacent.
struct DecodedImage: Equatable {
  var width: Int
  var height: Int
  var channels = Channels.grey
  /// `height × width × channels` values.
  var pixels: [UInt8]

  /// The mean of the outermost rows and columns over all channels, 0…255: the brightness of the paper, if any.
  var borderBrightness: Int {
    guard width > 0, height > 0 else { return 0 }
    let step = channels.count
    var sum = 0
    var count = 0
    func add(_ index: Int) {
      for value in pixels[index * step..<(index + 1) * step] { sum += Int(value) }
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

extension DecodedImage {
  /// Converts the image to other channels: colour to its BT.601 luma, and grey to three equal channels.
  func converted(to target: Channels) -> DecodedImage {
    switch (channels, target) {
    case (.grey, .grey), (.rgb, .rgb): return self
    case (.rgb, .grey): return DecodedImage(width: width, height: height, channels: .grey, pixels: luma(pixels))
    case (.grey, .rgb):
      return DecodedImage(width: width, height: height, channels: .rgb, pixels: pixels.flatMap { [$0, $0, $0] })
    }
  }
}

extension DecodedImage {
  /// Resizes the image into `target`, `channels × side × side` values; an image that isn't square is stretched.
  func resize(side: Int, into target: UnsafeMutableBufferPointer<UInt8>) {
    let resize = AreaResize(from: (width, height), to: (side, side))
    guard channels != .grey else { return pixels.withUnsafeBufferPointer { resize.resize($0, into: target) } }
    let size = width * height
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { plane in
      for channel in 0..<channels.count {
        pixels.withUnsafeBufferPointer { source in
          for index in 0..<size { plane.initializeElement(at: index, to: source[index * channels.count + channel]) }
        }
        let part = target[channel * side * side..<(channel + 1) * side * side]
        resize.resize(UnsafeBufferPointer(plane), into: UnsafeMutableBufferPointer(rebasing: part))
      }
    }
  }
}
