/// A palette from black to white, 256 × 3 values.
let greyPalette: [UInt8] = (0..<256).flatMap { [UInt8($0), UInt8($0), UInt8($0)] }

/// The samples of indices into a palette of 256 × 3 values, in grey if all its colours are. One index may be
/// transparent.
func samples(_ indices: [UInt8], palette: [UInt8], transparent: UInt8? = nil) -> DecodedSamples {
  guard transparent == nil else { return .rgba(expand(indices, palette, transparent, channels: 4)) }
  let isGrey = stride(from: 0, to: 768, by: 3).allSatisfy { (start: Int) -> Bool in
    palette[start] == palette[start + 1] && palette[start] == palette[start + 2]
  }
  return isGrey
    ? .grey(expand(indices, palette, nil, channels: 1)) : .rgb(expand(indices, palette, nil, channels: 3))
}

/// Looks up the first one or three values of each colour, and with four channels its opacity.
private func expand(_ indices: [UInt8], _ palette: [UInt8], _ transparent: UInt8?, channels: Int) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: indices.count * channels) { target, initialized in
    palette.withUnsafeBufferPointer { palette in
      for (position, index) in indices.enumerated() {
        for channel in 0..<min(channels, 3) {
          target[position * channels + channel] = palette[Int(index) * 3 + channel]
        }
        if channels == 4 { target[position * 4 + 3] = index == transparent ? 0 : 255 }
      }
    }
    initialized = indices.count * channels
  }
}
