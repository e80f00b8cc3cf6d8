/// Converts red, green and blue samples to BT.601 luma.
func luma(_ samples: [UInt8]) -> [UInt8] {
  let count = samples.count / 3
  return [UInt8](unsafeUninitializedCapacity: count) { grey, initialized in
    samples.withUnsafeBufferPointer { source in
      for index in 0..<count {
        let luma = luma601(source[index * 3], source[index * 3 + 1], source[index * 3 + 2])
        grey[index] = UInt8(truncatingIfNeeded: luma)
      }
    }
    initialized = count
  }
}

/// The BT.601 luma of a pixel: 0.299 R + 0.587 G + 0.114 B, rounded; 0…255.
func luma601(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
  (Int(red) * 19_595 + Int(green) * 38_470 + Int(blue) * 7_471 + 32_768) >> 16
}

/// Converts red, green, blue and alpha samples to BT.601 luma, composited over white or black: whichever contrasts with
/// the ink.
func greyOfRGBA(_ samples: [UInt8]) -> [UInt8] {
  let count = samples.count / 4
  var inkSum = 0
  var alphaSum = 0
  var grey = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    samples.withUnsafeBufferPointer { source in
      for index in 0..<count {
        let luma = luma601(source[index * 4], source[index * 4 + 1], source[index * 4 + 2])
        let alpha = Int(source[index * 4 + 3])
        inkSum += luma * alpha
        alphaSum += alpha
        buffer[index] = UInt8(truncatingIfNeeded: luma)
      }
    }
    initialized = count
  }
  guard alphaSum < count * 255 else { return grey }
  let background = inkSum > alphaSum * 127 ? 0 : 255
  for index in 0..<count {
    let alpha = Int(samples[index * 4 + 3])
    grey[index] = UInt8(truncatingIfNeeded: (Int(grey[index]) * alpha + background * (255 - alpha) + 127) / 255)
  }
  return grey
}

/// Converts red, green, blue and alpha samples to red, green and blue, composited over white.
func rgbOfRGBA(_ samples: [UInt8]) -> [UInt8] {
  let count = samples.count / 4
  return [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, initialized in
    samples.withUnsafeBufferPointer { source in
      for index in 0..<count {
        let alpha = Int(source[index * 4 + 3])
        for channel in 0..<3 {
          let value = Int(source[index * 4 + channel]) * alpha + 255 * (255 - alpha)
          buffer[index * 3 + channel] = UInt8(truncatingIfNeeded: (value + 127) / 255)
        }
      }
    }
    initialized = count * 3
  }
}

/// Converts inverted cyan, magenta, yellow and black samples (0 is full ink, 255 none) to red, green and blue.
///
/// Adobe's programs write such files, with an APP14 marker. A file without the marker is taken to be inverted too, as
/// `djpeg`, Pillow and browsers do. A colour is the product of what its ink and the black let through, rounded; colour
/// profiles are ignored.
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
