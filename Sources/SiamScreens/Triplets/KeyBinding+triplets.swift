import SiamCanvas

extension KeyBinding {
  /// Keys of the Triplets screen.
  static let triplets: [KeyBinding] = [
    KeyBinding([.enter], "Enter", .open, footer: "follow", "follow the chosen triplet through the run; Esc lets it go"),
    KeyBinding([.character("o")], "o", .sort, footer: "sort", "sort by violation, d⁺, d⁻ or class"),
    KeyBinding([.character("t")], "t", .filter, footer: "kind", "all kinds, or only hard, semi-hard or easy ones"),
    KeyBinding([.character("f")], "f", .follow, footer: "freeze", "freeze the list, or follow the newest batch again"),
  ]
}
