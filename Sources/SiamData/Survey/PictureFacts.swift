import SiamMessages

/// What `siam data` wants to know of one picture file, as it is before resizing.
struct PictureFacts {
  var size: PictureSize
  var hasColour: Bool
  /// Of its size and pixels; two different pictures share one in 2⁶⁴.
  var fingerprint: UInt64

  /// The facts of a file that may be a picture; nil where it is no picture siam reads.
  init?(_ file: SourceFile) {
    guard case .success(let picture) = file.decoded(.rgb) else { return nil }
    self.init(picture)
  }

  private init(_ picture: DecodedPicture) {
    size = PictureSize(width: picture.width, height: picture.height)
    var fingerprint = Fingerprint()
    fingerprint.add(UInt64(picture.width))
    hasColour = picture.pixels.withUnsafeBufferPointer { pixels in
      fingerprint.add(UnsafeRawBufferPointer(pixels))
      guard picture.channels == .rgb else { return false }
      return stride(from: 0, to: pixels.count - 2, by: 3).contains { start in
        pixels[start] != pixels[start + 1] || pixels[start] != pixels[start + 2]
      }
    }
    self.fingerprint = fingerprint.value
  }
}
