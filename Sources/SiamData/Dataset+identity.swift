public import SiamMessages

extension Dataset {
  /// A number that an image's pixels determine, 0 ..< 2²⁴: the same picture has the same one in any dataset of this
  /// size.
  ///
  /// 24 bits, so that a 32-bit float holds it exactly; two different pictures share one in 16.8 million.
  public func identity(of image: ImageID) -> Int {
    let size = height * width
    return pixels.withUnsafeBytes { pixels in
      var fingerprint = Fingerprint()
      fingerprint.add(UnsafeRawBufferPointer(rebasing: pixels[image.index * size..<(image.index + 1) * size]))
      return fingerprint.low24Bits
    }
  }
}
