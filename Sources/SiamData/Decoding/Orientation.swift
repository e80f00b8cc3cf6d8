import SiamCore
import CExif

/// How a stored image must be turned to be upright; the raw values are EXIF's.
enum Orientation: Int, CaseIterable {
  case upright = 1
  case mirrored
  case upsideDown
  case mirroredUpsideDown
  case mirroredOnItsLeftSide
  case onItsLeftSide
  case mirroredOnItsRightSide
  case onItsRightSide

  /// The orientation in an EXIF block; upright if it has none or is malformed.
  init(exif block: ArraySlice<UInt8>) {
    let value = block.withUnsafeBufferPointer { siam_exif_orientation($0.baseAddress, $0.count) }
    self = Orientation(rawValue: Int(value)) ?? .upright
  }

  /// Whether turning exchanges width and height.
  var exchangesSides: Bool { rawValue > 4 }
}

extension DecodedImage {
  /// Turns the image upright from a stored orientation; half of the orientations exchange width and height.
  func turned(_ orientation: Orientation) -> DecodedImage {
    guard orientation != .upright, width > 0, height > 0 else { return self }
    let (last, lastRow) = (width - 1, (height - 1) * width)
    // The index of the stored pixel that comes first, and the steps to the next one across and down.
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
        var index = 0
        for row in 0..<turned.height {
          for column in 0..<turned.width {
            let stored = (first + row * down + column * across) * channels.count
            for channel in 0..<channels.count {
              target[index] = source[stored + channel]
              index += 1
            }
          }
        }
      }
      initialized = pixels.count
    }
    return turned
  }
}
