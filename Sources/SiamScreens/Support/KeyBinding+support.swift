import SiamCanvas

extension KeyBinding {
  /// Keys of the Support screen.
  static let support: [KeyBinding] = [
    KeyBinding([.character("d")], "d", .draw, footer: "draw", "draw a query with the mouse or the arrows"),
    KeyBinding([.character("r")], "r", .again, footer: "another", "draw another episode"),
    KeyBinding(
      [.character("x")], "x", .replace, footer: "swap", "swap the chosen support image for another of its class"),
    KeyBinding([.character("[")], "[", .fewerWays, "a class less: k down"),
    KeyBinding([.character("]")], "]", .moreWays, footer: "way", "a class more: k up"),
    KeyBinding([.character("{")], "{", .fewerShots, "an image of each class less: n down"),
    KeyBinding([.character("}")], "}", .moreShots, footer: "shot", "an image of each class more: n up"),
    KeyBinding([.character("c")], "c", .classifier, footer: "classifier", "name queries in another way"),
    KeyBinding(
      [.character("C")], "C", .chooseClasses, footer: "pick", "choose the classes; Enter takes one in or out"),
    KeyBinding(
      [.character("o")], "o", .sort, footer: "order", "the most similar class first, or the support set's order"),
    KeyBinding([.character("i")], "i", .withinGroup, "all classes of one group (an alphabet), or of any"),
  ]
}

extension KeyBinding {
  /// Keys while drawing a query.
  static let pad: [KeyBinding] = [
    KeyBinding(
      [.character(" "), .enter], "Space", .pen, footer: "pen", "put the pen down, and lift it; arrows move it"),
    KeyBinding([.character("u"), .backspace], "u", .undo, footer: "undo", "take the last stroke away"),
    KeyBinding([.character("e"), .delete], "e", .erase, footer: "erase", "take all strokes away"),
    KeyBinding(
      [.escape, .character("d")], "Esc d", .close, footer: "done", "leave drawing; what is drawn stays as a query"),
  ]
}
