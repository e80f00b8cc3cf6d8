/// BT.601 luma of red, green, blue samples.
func greyOfRGB(_ samples: [UInt8]) -> [UInt8] {
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

/// 0.299 R + 0.587 G + 0.114 B, rounded; 0…255.
func luma601(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
  (Int(red) * 19_595 + Int(green) * 38_470 + Int(blue) * 7_471 + 32_768) >> 16
}
