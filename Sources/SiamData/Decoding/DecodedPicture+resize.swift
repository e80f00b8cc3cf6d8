extension DecodedPicture {
  /// Resizes into `target`, `channels × side × side` values; a picture that isn't square is stretched.
  func resize(side: Int, into target: UnsafeMutableBufferPointer<UInt8>) {
    let resize = AreaResize(from: (width, height), to: (side, side))
    guard channels != .grey else { return pixels.withUnsafeBufferPointer { resize.resize($0, into: target) } }
    let size = width * height
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { plane in
      for channel in 0..<channels.count {
        pixels.withUnsafeBufferPointer { source in
          for place in 0..<size { plane.initializeElement(at: place, to: source[place * channels.count + channel]) }
        }
        let part = target[channel * side * side..<(channel + 1) * side * side]
        resize.resize(UnsafeBufferPointer(plane), into: UnsafeMutableBufferPointer(rebasing: part))
      }
    }
  }
}
