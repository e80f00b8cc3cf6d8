extension Theme {
  /// A theme for dark backgrounds, with hues from Okabe and Ito, brightened if too dark on black.
  package static let dark = Theme(
    text: Style(.rgb(0xD2, 0xD6, 0xDE)), dim: Style(.rgb(0x8E, 0x95, 0xA3)), faint: Style(.rgb(0x4C, 0x53, 0x61)),
    title: Style(.rgb(0xEC, 0xEF, 0xF4), attributes: .bold), accent: Style(.rgb(0xF0, 0xE4, 0x42)),
    good: Style(.rgb(0x2E, 0xC2, 0x92)), warning: Style(.rgb(0xFF, 0x6B, 0x57)),
    positive: Style(.rgb(0xE6, 0x9F, 0x00)), negative: Style(.rgb(0x3D, 0x9F, 0xE8)),
    validation: Style(.rgb(0xF0, 0xE4, 0x42)),
    series: [Style(.rgb(0x2E, 0xC2, 0x92)), Style(.rgb(0xD8, 0x8A, 0xB8)), Style(.rgb(0xF0, 0xE4, 0x42))],
    paper: .rgb(0x16, 0x18, 0x1D), ink: .rgb(0xF4, 0xF4, 0xF0), background: .rgb(0x16, 0x18, 0x1D))

  /// A theme for light backgrounds: the same hues, darkened until readable, with violet instead of yellow.
  package static let light = Theme(
    text: Style(.rgb(0x24, 0x29, 0x2F)), dim: Style(.rgb(0x62, 0x6A, 0x76)), faint: Style(.rgb(0xB4, 0xBA, 0xC4)),
    title: Style(.rgb(0x10, 0x14, 0x18), attributes: .bold), accent: Style(.rgb(0x6F, 0x42, 0xC1)),
    good: Style(.rgb(0x00, 0x76, 0x55)), warning: Style(.rgb(0xC4, 0x2A, 0x12)),
    positive: Style(.rgb(0xA6, 0x58, 0x00)), negative: Style(.rgb(0x00, 0x6A, 0xA6)),
    validation: Style(.rgb(0x6F, 0x42, 0xC1)),
    series: [Style(.rgb(0x00, 0x76, 0x55)), Style(.rgb(0xA0, 0x3C, 0x78)), Style(.rgb(0x6F, 0x42, 0xC1))],
    paper: .rgb(0xFA, 0xFA, 0xF6), ink: .rgb(0x10, 0x14, 0x18), background: .rgb(0xFA, 0xFA, 0xF6), isLight: true)

  /// Bright text on black, with lines as bright as other themes' text.
  package static let highContrast = Theme(
    text: Style(.rgb(0xFF, 0xFF, 0xFF)), dim: Style(.rgb(0xC8, 0xC8, 0xC8)), faint: Style(.rgb(0x8A, 0x8A, 0x8A)),
    title: Style(.rgb(0xFF, 0xFF, 0xFF), attributes: .bold), accent: Style(.rgb(0xFF, 0xF2, 0x5E), attributes: .bold),
    good: Style(.rgb(0x3B, 0xF0, 0xB0)), warning: Style(.rgb(0xFF, 0x8A, 0x78)),
    positive: Style(.rgb(0xFF, 0xB8, 0x1C)), negative: Style(.rgb(0x6C, 0xC0, 0xFF)),
    validation: Style(.rgb(0xFF, 0xF2, 0x5E)),
    series: [Style(.rgb(0x3B, 0xF0, 0xB0)), Style(.rgb(0xFF, 0x9A, 0xD5)), Style(.rgb(0xFF, 0xF2, 0x5E))],
    paper: .rgb(0x00, 0x00, 0x00), ink: .rgb(0xFF, 0xFF, 0xFF), background: .rgb(0x00, 0x00, 0x00))

  /// The terminal's bright palette colours, for dark backgrounds; but dark yellow, which is nearest to orange.
  package static let terminalDark = Theme(
    text: Style(), dim: Style(attributes: .dim), faint: Style(.palette(8)), title: Style(attributes: .bold),
    accent: Style(.palette(11), attributes: .bold), good: Style(.palette(10)), warning: Style(.palette(9)),
    positive: Style(.palette(3)), negative: Style(.palette(12)), validation: Style(.palette(13)),
    series: [Style(.palette(10)), Style(.palette(13)), Style(.palette(15))],
    paper: .rgb(0x00, 0x00, 0x00), ink: .rgb(0xFF, 0xFF, 0xFF), background: .standard)

  /// The terminal's dark palette colours, for light backgrounds; red instead of orange, and no yellow.
  package static let terminalLight = Theme(
    text: Style(), dim: Style(attributes: .dim), faint: Style(.palette(8)), title: Style(attributes: .bold),
    accent: Style(.palette(5), attributes: .bold), good: Style(.palette(2)), warning: Style(.palette(5)),
    positive: Style(.palette(1)), negative: Style(.palette(4)), validation: Style(.palette(5)),
    series: [Style(.palette(2)), Style(.palette(5)), Style(.palette(0))],
    paper: .rgb(0xFF, 0xFF, 0xFF), ink: .rgb(0x00, 0x00, 0x00), background: .standard, isLight: true)

  /// No colours except the terminal's defaults, with bold and dim.
  package static let plain = Theme(
    text: Style(), dim: Style(attributes: .dim), faint: Style(attributes: .dim), title: Style(attributes: .bold),
    accent: Style(attributes: .bold), good: Style(), warning: Style(attributes: .bold), positive: Style(),
    negative: Style(), validation: Style(), series: [Style()], paper: .standard, ink: .standard, background: .standard,
    hasColour: false)
}
