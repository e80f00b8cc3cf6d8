/// Red, green and blue of cyan, magenta, yellow, black samples that are inverted: 0 all ink, 255 none.
///
/// Adobe's programs write them so, with an APP14 marker that says it is theirs. A file without one is taken to be
/// inverted too, as `djpeg`, Pillow and the browsers do. A colour is what its ink and the black let through, rounded;
/// colour profiles are not heeded.
func rgbOfInvertedCMYK(_ samples: [UInt8]) -> [UInt8] {
  let count = samples.count / 4
  return [UInt8](unsafeUninitializedCapacity: count * 3) { colors, initialized in
    samples.withUnsafeBufferPointer { inks in
      for index in 0..<count {
        let black = Int(inks[index * 4 + 3])
        for channel in 0..<3 {
          let value = (Int(inks[index * 4 + channel]) * black + 127) / 255
          colors[index * 3 + channel] = UInt8(truncatingIfNeeded: value)
        }
      }
    }
    initialized = count * 3
  }
}
