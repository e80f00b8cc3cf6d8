import SiamCanvas

extension KeyBinding {
  /// Keys of every screen while a run is replayed.
  static let replay: [KeyBinding] = [
    KeyBinding([.character(" ")], "Space", .playOrPause, footer: "pause", "play, and pause; at the end from the start"),
    KeyBinding([.character("(")], "(", .scrubBack, footer: "scrub", "a fiftieth of the run back"),
    KeyBinding([.character(")")], ")", .scrubOn, "a fiftieth of the run on; the timeline can be dragged too"),
    KeyBinding([.character("<")], "<", .slower, footer: "speed", "half as fast"),
    KeyBinding([.character(">")], ">", .faster, "twice as fast"),
    KeyBinding([.character(",")], ",", .stepBack, footer: "step", "one step back"),
    KeyBinding([.character(".")], ".", .stepOn, "one step on"),
    KeyBinding([.character("P")], "P", .previousCheckpoint, "to the checkpoint before"),
    KeyBinding([.character("p")], "p", .nextCheckpoint, footer: "checkpoint", "to the next checkpoint"),
    KeyBinding([.home], "Home", .toBegin, "to the beginning"),
    KeyBinding([.end], "End", .toEnd, "to the end"),
  ]
}
