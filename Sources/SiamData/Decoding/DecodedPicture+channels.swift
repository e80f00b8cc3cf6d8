import SiamMessages

extension DecodedPicture {
  /// The picture in other channels: of colour grey is the BT.601 luma, and grey fills all channels alike.
  func converted(to wanted: Channels) -> DecodedPicture {
    guard wanted != channels else { return self }
    let values =
      switch wanted {
      case .grey:
        stride(from: 0, to: pixels.count, by: 3).map { place in
          UInt8(truncatingIfNeeded: luma601(pixels[place], pixels[place + 1], pixels[place + 2]))
        }
      case .rgb: pixels.flatMap { [$0, $0, $0] }
      }
    return DecodedPicture(width: width, height: height, channels: wanted, pixels: values)
  }
}
