import SiamCanvas

extension KeyBinding {
  /// Keys of the Pairs screen.
  static let pairs: [KeyBinding] = [
    KeyBinding([.left, .character("h")], "← h", .left, "lower the threshold by 0.005; `-` by 0.01"),
    KeyBinding([.right, .character("l")], "→ l", .right, "raise the threshold by 0.005; `+` by 0.01"),
    KeyBinding([.character("=")], "=", .fit, footer: "best", "take the threshold that tells most pairs rightly"),
    KeyBinding([.tab], "Tab", .down, footer: "next pair", "the next of the most wrong pairs; arrows too"),
    KeyBinding([.backTab], "Shift-Tab", .up, "the pair before"),
    KeyBinding([.character("L")], "L", .logarithmicAxis, "logarithmic or linear axis of the ROC"),
  ]
}
