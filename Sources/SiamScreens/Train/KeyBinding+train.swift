import SiamCanvas

extension KeyBinding {
  /// Keys of the Train screen.
  static let train: [KeyBinding] = [
    KeyBinding([.character("L")], "L", .logarithmicAxis, footer: "log", "logarithmic or linear loss axis"),
    KeyBinding([.character("e")], "e", .smoothing, footer: "smooth", "smoothed or plain loss curve"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "curves over steps or over training time"),
    KeyBinding([.character("f")], "f", .follow, "follow the newest step, after looking back"),
  ]
}
