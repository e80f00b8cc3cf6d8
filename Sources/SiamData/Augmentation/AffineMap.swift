import Foundation
import SiamCore
import SiamTensors

/// Maps a pixel of an augmented image to its source: `source = matrix · target + shift`, in pixels from the image's
/// centre, x to the right and y down.
struct AffineMap: Equatable, Sendable {
  /// The coefficients of source x for target x and target y.
  var xx: Float, xy: Float
  /// The coefficients of source y for target x and target y.
  var yx: Float, yy: Float
  /// The shift added to source x and y, in pixels.
  var shiftX: Float, shiftY: Float

  /// The map that changes nothing.
  static let identity = AffineMap()

  /// The map of a rotation (in radians), scales, a shear and a shift (in pixels).
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

  /// Draws a map within an augmentation's ranges: rotation, scale, shear and stretch, then a shift.
  ///
  /// Shifts are fractions of half of `width` and `height`, the image's size in pixels.
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

  /// The map of an image that is first turned counterclockwise by quarter turns and then transformed by this map;
  /// exact.
  func afterQuarterTurns(_ turns: Int) -> AffineMap {
    var map = self
    for _ in 0..<(turns & 3) {
      // A counterclockwise quarter turn: the source of (x, y) is (−y, x).
      (map.xx, map.xy, map.shiftX, map.yx, map.yy, map.shiftY) =
        (-map.yx, -map.yy, -map.shiftY, map.xx, map.xy, map.shiftX)
    }
    return map
  }

  /// The map of an image that is first mirrored left to right, top to bottom or both, and then transformed by this map.
  func afterMirroring(across: Bool, down: Bool) -> AffineMap {
    var map = self
    if across { (map.xx, map.xy, map.shiftX) = (-map.xx, -map.xy, -map.shiftX) }
    if down { (map.yx, map.yy, map.shiftY) = (-map.yx, -map.yy, -map.shiftY) }
    return map
  }
}
