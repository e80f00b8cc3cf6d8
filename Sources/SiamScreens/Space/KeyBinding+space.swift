import SiamCanvas

extension KeyBinding {
  /// Keys of the Space screen.
  static let space: [KeyBinding] = [
    KeyBinding([.character("m")], "m", .method, footer: "method", "principal components, or t-SNE"),
    KeyBinding(
      [.enter], "Enter", .open, footer: "highlight", "give the chosen image's class a letter, or take it away"),
    KeyBinding([.character("o")], "o", .filter, footer: "only", "map only the classes with letters, or all"),
    KeyBinding([.character("r")], "r", .again, "make the map again"),
  ]
}
