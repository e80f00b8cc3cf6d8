public import SiamMessages

extension Dataset {
  /// A number that an image's pixels determine, 0 ..< 2²⁴: the same picture has the same one in any dataset of this
  /// size.
  ///
  /// 24 bits, so that a 32-bit float holds it exactly; two different pictures share one in 16.8 million.
  public func identity(of image: ImageID) -> Int {
    var fingerprint = Fingerprint()
    fingerprint.add(UnsafeRawBufferPointer(pixels(of: image)))
    return fingerprint.low24Bits
  }
}
