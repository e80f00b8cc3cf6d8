import SiamCore

extension Color {
  /// The nearest of xterm's fixed 240 colours, 16…255, by squared distance; nil for the terminal's default colour.
  ///
  /// The first 16 are used only for palette colours, since they differ between terminals.
  package var xterm256: UInt8? {
    if case .palette(let number) = self { return number & 15 }
    guard case .rgb(let red, let green, let blue) = self else { return nil }
    let levels = (Color.cubeLevel(red), Color.cubeLevel(green), Color.cubeLevel(blue))
    let cube = Color.rgb(Color.cube[levels.0], Color.cube[levels.1], Color.cube[levels.2])
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let step = min(23, max(0, (mean - 3) / 10))
    let grey = UInt8(8 + 10 * step)
    if squaredDistance(to: .rgb(grey, grey, grey)) < squaredDistance(to: cube) { return UInt8(232 + step) }
    return UInt8(16 + 36 * levels.0 + 6 * levels.1 + levels.2)
  }

  /// The most similar of the terminal's 16 colours: greys by lightness, hues by sector; nil for its default colour.
  ///
  /// Orange is dark yellow (3), so that it differs from yellow (11).
  package var ansi16: UInt8? {
    if case .palette(let number) = self { return number & 15 }
    guard case .rgb(let redByte, let greenByte, let blueByte) = self else { return nil }
    let (red, green, blue) = (Int(redByte), Int(greenByte), Int(blueByte))
    let high = max(red, green, blue)
    let chroma = high - min(red, green, blue)
    if chroma < 40 || chroma * 4 < high {
      let lightness = (299 * red + 587 * green + 114 * blue) / 1000
      return lightness < 0x30 ? 0 : lightness < 0x78 ? 8 : lightness < 0xB8 ? 7 : 15
    }
    let hue: Int =
      if high == red {
        (60 * (green - blue) / chroma + 360) % 360
      } else if high == green {
        60 * (blue - red) / chroma + 120
      } else {
        60 * (red - green) / chroma + 240
      }
    let bright: UInt8 = high >= 0xA0 ? 8 : 0
    switch hue {
    case 18..<48: return high >= 0x60 ? 3 : 8
    case 48..<72: return 3 + bright
    case 72..<172: return 2 + bright
    case 172..<198: return 6 + bright
    case 198..<262: return 4 + bright
    case 262..<335: return 5 + bright
    default: return 1 + bright
    }
  }

  /// Returns the colour of an xterm palette index.
  package static func xterm(_ index: UInt8) -> Color {
    guard index >= 16 else { return .palette(index) }
    if index >= 232 {
      let grey = 8 + 10 * (index - 232)
      return .rgb(grey, grey, grey)
    }
    let offset = Int(index) - 16
    return .rgb(cube[offset / 36], cube[offset / 6 % 6], cube[offset % 6])
  }

  private static let cube: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static func cubeLevel(_ value: UInt8) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
  }

  /// Returns the sum of squared differences of red, green and blue; 0 if either is not a 24-bit colour.
  package func squaredDistance(to other: Color) -> Int {
    guard case .rgb(let red, let green, let blue) = self, case .rgb(let red2, let green2, let blue2) = other else {
      return 0
    }
    let (x, y, z) = (Int(red) - Int(red2), Int(green) - Int(green2), Int(blue) - Int(blue2))
    return x * x + y * y + z * z
  }

  /// Interpolates between two colours, from 0 at `start` to 1 at `end`; the nearer one if either is not 24-bit.
  package static func mix(_ start: Color, _ end: Color, _ share: Double) -> Color {
    let share = share.isNaN ? 0 : min(1, max(0, share))
    guard case .rgb(let red, let green, let blue) = start, case .rgb(let red2, let green2, let blue2) = end else {
      return share < 0.5 ? start : end
    }
    let between = { (low: UInt8, high: UInt8) in
      UInt8(Int(bounded: (Double(low) + (Double(high) - Double(low)) * share).rounded(), to: 0...255))
    }
    return .rgb(between(red, red2), between(green, green2), between(blue, blue2))
  }
}
