import Foundation
import SiamMessages
import SiamTensors

/// Where a pixel of a varied image comes from: `source = matrix · target + shift`, in pixels from the image's middle,
/// x to the right and y down.
struct AffineMap: Equatable, Sendable {
  /// Source x for each target x, and for each target y.
  var xx: Float, xy: Float
  /// Source y for each target x, and for each target y.
  var yx: Float, yy: Float
  /// Added to source x and y.
  var shiftX: Float, shiftY: Float

  /// Every pixel comes from its own place.
  static let identity = AffineMap()

  /// The map of a fixed rotation (in radians), scales, shear and shift (in pixels).
  init(
    angle: Float = 0, scale: Float = 1, stretch: Float = 1, shear: Float = 0, shiftX: Float = 0, shiftY: Float = 0
  ) {
    let cosine = cos(angle)
    let sine = sin(angle)
    xx = cosine * scale * stretch
    xy = (shear - sine) * scale
    yx = sine * scale
    yy = cosine * scale
    self.shiftX = shiftX
    self.shiftY = shiftY
  }

  /// A random map of an augmentation's ranges: rotation, scale, shear and stretch, then a shift.
  /// Shifts are shares of half of `width` and `height`, the image's in pixels.
  init(random ranges: Augmentation, width: Int, height: Int, _ generator: inout SeededGenerator) {
    let angle = generator.symmetric(ranges.rotation * .pi / 180)
    let scale = 1 + generator.symmetric(ranges.scale)
    let stretch = 1 + generator.symmetric(ranges.stretch)
    let shear = generator.symmetric(ranges.shear)
    self.init(
      angle: angle, scale: scale, stretch: stretch, shear: shear,
      shiftX: generator.symmetric(ranges.shift) * Float(width) / 2,
      shiftY: generator.symmetric(ranges.shift) * Float(height) / 2)
  }

  /// The map of an image first turned counterclockwise by quarters, then varied by this map; exact.
  func afterQuarterTurns(_ turns: Int) -> AffineMap {
    var map = self
    for _ in 0..<(turns & 3) {
      // Counterclockwise by a quarter: the source of (x, y) is (−y, x).
      (map.xx, map.xy, map.shiftX, map.yx, map.yy, map.shiftY) =
        (-map.yx, -map.yy, -map.shiftY, map.xx, map.xy, map.shiftX)
    }
    return map
  }

  /// The map of an image first mirrored left to right, top to bottom or both, then varied by this map; exact.
  func afterMirroring(across: Bool, down: Bool) -> AffineMap {
    var map = self
    if across { (map.xx, map.xy, map.shiftX) = (-map.xx, -map.xy, -map.shiftX) }
    if down { (map.yx, map.yy, map.shiftY) = (-map.yx, -map.yy, -map.shiftY) }
    return map
  }
}
