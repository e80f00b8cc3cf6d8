import SiamCanvas

extension KeyBinding {
  /// Keys of the Margins screen.
  static let margins: [KeyBinding] = [
    KeyBinding([.character("L")], "L", .logarithmicAxis, footer: "log", "logarithmic or linear axis of the errors"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "curves over steps or over training time"),
    KeyBinding([.character("f")], "f", .follow, "follow the newest step, after looking back"),
  ]
}
