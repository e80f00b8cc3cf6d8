import SiamCanvas

extension Theme {
  /// A style that stands back towards the paper, by a share of its strength 0…1; the same where there are no colours.
  func faded(_ style: Style, to share: Double) -> Style {
    hasColour ? Style(Color.mix(paper, style.foreground, share)) : style
  }
}
