import SiamCanvas

/// The number of the colour nearest to 24-bit ones.
enum ColorReduction {
  /// xterm's usual sixteen.
  static let sixteen: [(red: Int, green: Int, blue: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  /// The levels of xterm's 6 × 6 × 6 cube.
  static let levels = [0, 95, 135, 175, 215, 255]

  /// A colour's number at a level; -1 for the terminal's own.
  static func number(_ color: Color, level: ColorLevel) -> Int32 {
    guard case .rgb(let red, let green, let blue) = color else { return -1 }
    switch level {
    case .monochrome: return -1
    case .eight: return nearest(Int(red), Int(green), Int(blue), among: sixteen[..<8])
    case .sixteen: return nearest(Int(red), Int(green), Int(blue), among: sixteen[...])
    case .palette256: return palette256(Int(red), Int(green), Int(blue))
    case .direct: return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }

  /// The nearest of the cube and the grey ramp; never one of the first sixteen, which users redefine.
  static func palette256(_ red: Int, _ green: Int, _ blue: Int) -> Int32 {
    let cube = [red, green, blue].map { value in
      levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
    }
    let inCube = (red: levels[cube[0]], green: levels[cube[1]], blue: levels[cube[2]])
    let step = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let grey = 8 + 10 * step
    let toCube = distance(red, green, blue, inCube)
    if distance(red, green, blue, (grey, grey, grey)) < toCube { return Int32(232 + step) }
    return Int32(16 + 36 * cube[0] + 6 * cube[1] + cube[2])
  }

  private static func nearest(
    _ red: Int, _ green: Int, _ blue: Int, among colors: ArraySlice<(red: Int, green: Int, blue: Int)>
  ) -> Int32 {
    let index = colors.indices.min {
      distance(red, green, blue, colors[$0]) < distance(red, green, blue, colors[$1])
    }
    return Int32(index ?? 7)
  }

  /// Squared, with the weights of brightness, roughly as eyes have them.
  private static func distance(
    _ red: Int, _ green: Int, _ blue: Int, _ other: (red: Int, green: Int, blue: Int)
  ) -> Int {
    let (dRed, dGreen, dBlue) = (red - other.red, green - other.green, blue - other.blue)
    return 3 * dRed * dRed + 5 * dGreen * dGreen + 2 * dBlue * dBlue
  }
}
