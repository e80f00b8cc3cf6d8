/// What each role on screen looks like. Shape tells roles apart too, so that no colour at all stays readable.
package struct Theme: Equatable, Sendable {
  /// Ordinary text.
  package var text: Style
  /// Text that stands back.
  package var dim: Style
  /// Borders, grids, envelopes.
  package var faint: Style
  /// Titles and the program's name.
  package var title: Style
  /// What has the focus or waits.
  package var accent: Style
  /// What went well.
  package var good: Style
  /// What needs attention.
  package var warning: Style
  /// d⁺ and the positive, everywhere.
  package var positive: Style
  /// d⁻ and the negative, everywhere.
  package var negative: Style
  /// Held-out classes.
  package var heldOut: Style
  /// Curves that are neither d⁺ nor d⁻, in order.
  package var series: [Style]
  /// A picture's darkest value.
  package var paper: Color
  /// A picture's brightest value.
  package var ink: Color
  /// Whether colours are used at all.
  package var hasColour: Bool

  /// The colour of a curve by its number.
  package func curve(_ number: Int) -> Style {
    series.isEmpty ? text : series[((number % series.count) + series.count) % series.count]
  }

  /// For dark backgrounds; hues from Okabe and Ito, brightened where black would swallow them.
  package static let dark = Theme(
    text: Style(.rgb(0xD2, 0xD6, 0xDE)), dim: Style(.rgb(0x8E, 0x95, 0xA3)), faint: Style(.rgb(0x4C, 0x53, 0x61)),
    title: Style(.rgb(0xEC, 0xEF, 0xF4), attributes: .bold), accent: Style(.rgb(0xF0, 0xE4, 0x42)),
    good: Style(.rgb(0x2E, 0xC2, 0x92)), warning: Style(.rgb(0xFF, 0x6B, 0x57)),
    positive: Style(.rgb(0xE6, 0x9F, 0x00)), negative: Style(.rgb(0x3D, 0x9F, 0xE8)),
    heldOut: Style(.rgb(0xF0, 0xE4, 0x42)),
    series: [Style(.rgb(0x2E, 0xC2, 0x92)), Style(.rgb(0xD8, 0x8A, 0xB8)), Style(.rgb(0xF0, 0xE4, 0x42))],
    paper: .rgb(0x16, 0x18, 0x1D), ink: .rgb(0xF4, 0xF4, 0xF0), hasColour: true)

  /// For light backgrounds.
  package static let light = Theme(
    text: Style(.rgb(0x24, 0x29, 0x2F)), dim: Style(.rgb(0x62, 0x6A, 0x76)), faint: Style(.rgb(0xB4, 0xBA, 0xC4)),
    title: Style(.rgb(0x10, 0x14, 0x18), attributes: .bold), accent: Style(.rgb(0x8A, 0x5A, 0x00)),
    good: Style(.rgb(0x00, 0x7A, 0x58)), warning: Style(.rgb(0xC4, 0x2A, 0x12)),
    positive: Style(.rgb(0xB3, 0x6B, 0x00)), negative: Style(.rgb(0x00, 0x72, 0xB2)),
    heldOut: Style(.rgb(0x8A, 0x5A, 0x00)),
    series: [Style(.rgb(0x00, 0x7A, 0x58)), Style(.rgb(0xA0, 0x3C, 0x78)), Style(.rgb(0x8A, 0x5A, 0x00))],
    paper: .rgb(0xFA, 0xFA, 0xF6), ink: .rgb(0x10, 0x14, 0x18), hasColour: true)

  /// No colours: the terminal's own, with bold and dim.
  package static let plain = Theme(
    text: Style(), dim: Style(attributes: .dim), faint: Style(attributes: .dim), title: Style(attributes: .bold),
    accent: Style(attributes: .bold), good: Style(), warning: Style(attributes: .bold), positive: Style(),
    negative: Style(), heldOut: Style(), series: [Style()], paper: .standard, ink: .standard, hasColour: false)
}
