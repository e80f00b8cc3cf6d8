import SiamCanvas

extension KeyBinding {
  /// Keys of the Runs screen.
  static let runs: [KeyBinding] = [
    KeyBinding([.enter], "Enter", .open, footer: "open", "look at the chosen run as it ended; q leads back"),
    KeyBinding([.character("r")], "r", .replayRun, footer: "replay", "show the chosen run again from its first step"),
    KeyBinding([.character("m")], "m", .mark, footer: "mark", "show its curves with those of others; Esc unmarks all"),
    KeyBinding([.character("o")], "o", .sort, footer: "sort", "sort by age, name, accuracy, loss or size"),
    KeyBinding([.character("L")], "L", .logarithmicAxis, footer: "log", "logarithmic or linear loss axis"),
    KeyBinding([.character("x")], "x", .timeAxis, footer: "time", "curves over steps or over training time"),
    KeyBinding([.character("d"), .delete], "d", .delete, footer: "delete", "delete the chosen run; asks first"),
  ]
}
