/// BT.601 luma of red, green, blue, alpha samples over paper that contrasts with the ink.
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
  let paper = inkSum > alphaSum * 127 ? 0 : 255
  for index in 0..<count {
    let alpha = Int(samples[index * 4 + 3])
    grey[index] = UInt8(truncatingIfNeeded: (Int(grey[index]) * alpha + paper * (255 - alpha) + 127) / 255)
  }
  return grey
}

/// The red, green and blue of red, green, blue, alpha samples over white paper.
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
