import SiamCore

extension DecodedImage {
  /// The image with rows and columns exchanged.
  var transposed: DecodedImage {
    let step = channels.count
    let result = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
      for column in 0..<width {
        for row in 0..<height {
          for channel in 0..<step {
            target[count] = pixels[(row * width + column) * step + channel]
            count += 1
          }
        }
      }
    }
    return DecodedImage(width: height, height: width, channels: channels, pixels: result)
  }
}
