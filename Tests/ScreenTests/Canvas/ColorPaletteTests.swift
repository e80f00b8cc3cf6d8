import Testing

@testable import SiamCanvas

@Suite struct ColorPaletteTests {
  @Test func `the nearest of 240 colours is found exactly`() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
          let best = (16...255).map { color.squaredDistance(to: .xterm(UInt8($0))) }.min()
          let found = color.xterm256.map { color.squaredDistance(to: .xterm($0)) }
          #expect(found == best)
        }
      }
    }
    #expect(Color.standard.xterm256 == nil)
    #expect(Color.rgb(255, 0, 0).xterm256 == 196)
    #expect(Color.rgb(8, 8, 8).xterm256 == 232)
  }

  @Test func `the roles differ in sixteen colours`() {
    for theme in [Theme.dark, .light] {
      let hues = [theme.positive, theme.negative, theme.good, theme.warning].map { $0.foreground.ansi16 }
      #expect(Set(hues).count == 4)
      #expect(!hues.contains(nil))
    }
    #expect(Theme.dark.positive.foreground.ansi16 != Theme.dark.accent.foreground.ansi16)
    #expect(Color.rgb(0, 0, 0).ansi16 == 0)
    #expect(Color.rgb(255, 255, 255).ansi16 == 15)
    #expect(Color.rgb(200, 0, 0).ansi16 == 9)
    #expect(Color.rgb(0, 0, 120).ansi16 == 4)
    #expect(Color.standard.ansi16 == nil)
  }
}
