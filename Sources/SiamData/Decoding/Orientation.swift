internal import CExif

/// How a stored picture has to be turned to be upright; raw values are EXIF's.
enum Orientation: Int, CaseIterable {
  case upright = 1
  case mirrored
  case upsideDown
  case mirroredUpsideDown
  case mirroredOnItsLeftSide
  case onItsLeftSide
  case mirroredOnItsRightSide
  case onItsRightSide

  /// As an EXIF block says; upright where it doesn't, or is broken.
  init(exif block: ArraySlice<UInt8>) {
    let value = block.withUnsafeBufferPointer { siam_exif_orientation($0.baseAddress, $0.count) }
    self = Orientation(rawValue: Int(value)) ?? .upright
  }

  /// Whether turning makes rows of columns.
  var exchangesSides: Bool { rawValue > 4 }
}

extension DecodedPicture {
  /// The picture upright, where it is stored as `orientation` says; half of the orientations exchange its sides.
  func turned(_ orientation: Orientation) -> DecodedPicture {
    guard orientation != .upright, width > 0, height > 0 else { return self }
    let (last, lastRow) = (width - 1, (height - 1) * width)
    // Which stored pixel the first one is, and how far it is in the stored picture to the next one across and down.
    let (first, across, down) =
      switch orientation {
      case .upright: (0, 1, width)
      case .mirrored: (last, -1, width)
      case .upsideDown: (lastRow + last, -1, -width)
      case .mirroredUpsideDown: (lastRow, 1, -width)
      case .mirroredOnItsLeftSide: (0, width, 1)
      case .onItsLeftSide: (lastRow, -width, 1)
      case .mirroredOnItsRightSide: (lastRow + last, -width, -1)
      case .onItsRightSide: (last, width, -1)
      }
    var turned = self
    if orientation.exchangesSides { (turned.width, turned.height) = (height, width) }
    turned.pixels = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, initialized in
      pixels.withUnsafeBufferPointer { source in
        var place = 0
        for row in 0..<turned.height {
          for column in 0..<turned.width {
            let stored = (first + row * down + column * across) * channels.count
            for channel in 0..<channels.count {
              target[place] = source[stored + channel]
              place += 1
            }
          }
        }
      }
      initialized = pixels.count
    }
    return turned
  }
}
