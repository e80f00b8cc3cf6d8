import Testing

@testable import SiamCanvas

@Suite struct ThemeTests {
  static let withBackground: [ThemeName] = [.dark, .light, .highContrast]

  @Test(arguments: withBackground) func `every text is readable on the theme's background`(name: ThemeName) throws {
    let theme = Theme.named(name)
    for text in theme.texts {
      let contrast = try #require(text.foreground.contrast(with: theme.background))
      #expect(contrast >= 4.5, "\(text)")
    }
    let dim = try #require(theme.dim.foreground.contrast(with: theme.background))
    #expect(dim >= 3)
    let ink = try #require(theme.ink.contrast(with: theme.paper))
    #expect(ink > 12)
    #expect(theme.isReadable(on: theme.background))
  }

  @Test func `the high-contrast theme reaches WCAG's level AAA`() throws {
    let theme = Theme.highContrast
    for style in theme.texts + [theme.dim] {
      let contrast = try #require(style.foreground.contrast(with: theme.background))
      #expect(contrast >= 7)
    }
    let lines = try #require(theme.faint.foreground.contrast(with: theme.background))
    #expect(lines >= 4.5)
  }

  @Test func `contrast is computed as in WCAG`() throws {
    let maximum = try #require(Color.rgb(0, 0, 0).contrast(with: .rgb(255, 255, 255)))
    #expect(abs(maximum - 21) < 1e-9)
    // The lightest grey that WCAG allows for text on white: 4.54 to 1.
    let grey = try #require(Color.rgb(0x76, 0x76, 0x76).contrast(with: .rgb(255, 255, 255)))
    #expect(abs(grey - 4.54) < 0.01)
    #expect(Color.standard.contrast(with: .rgb(0, 0, 0)) == nil)
  }

  @Test(arguments: [Theme.terminalDark, .terminalLight])
  func `the roles differ in the terminal's own colours`(theme: Theme) {
    for style in theme.texts + [theme.dim, theme.faint] {
      if case .rgb = style.foreground { Issue.record("\(style) is not one of the terminal's own colours") }
      #expect(style.background == .standard)
    }
    let hues = [theme.positive, theme.negative, theme.good, theme.warning].map(\.foreground)
    #expect(Set(hues).count == 4)
    #expect(Set(theme.series.map(\.foreground)).count == 3)
  }

  @Test func `the theme suits the background`() {
    #expect(Theme.suited(to: nil, hasManyColors: true) == .dark)
    #expect(Theme.suited(to: .rgb(0x28, 0x2A, 0x36), hasManyColors: true) == .dark)
    #expect(Theme.suited(to: .rgb(0xFD, 0xF6, 0xE3), hasManyColors: true) == .light)
    #expect(Theme.suited(to: .palette(15), hasManyColors: false) == .terminalLight)
    #expect(Theme.suited(to: .palette(0), hasManyColors: false) == .terminalDark)
  }

  @Test func `a theme brings its own background only if it can't be read on the terminal's`() {
    #expect(Theme.dark.isReadable(on: .rgb(0x00, 0x2B, 0x36)))
    #expect(!Theme.dark.isReadable(on: .rgb(0xFF, 0xFF, 0xFF)))
    #expect(!Theme.light.isReadable(on: .rgb(0x28, 0x2A, 0x36)))
    #expect(Theme.light.isReadable(on: .rgb(0xFF, 0xFF, 0xFF)))
    #expect(!Theme.dark.isReadable(on: nil))
    #expect(Theme.plain.isReadable(on: nil) && Theme.terminalDark.isReadable(on: nil))

    var canvas = Canvas(width: 2, height: 1)
    canvas[1, 0] = Cell("▀", foreground: .rgb(1, 2, 3), background: .rgb(4, 5, 6))
    let drawn = canvas[1, 0]
    canvas.fillBackground(of: .light)
    #expect(canvas[0, 0] == Cell(" ", foreground: Theme.light.text.foreground, background: Theme.light.background))
    #expect(canvas[1, 0] == drawn)
    let filled = canvas
    canvas.fillBackground(of: .plain)
    #expect(canvas == filled)
  }

  @Test func `theme names are stable`() {
    #expect(ThemeName.allCases.map(\.rawValue) == ["dark", "light", "high-contrast", "terminal"])
    #expect(Set(ThemeName.allCases.map { Theme.named($0).positive }).count == 4)
    #expect(Theme.named(.terminal, onLight: true) == .terminalLight)
  }
}
