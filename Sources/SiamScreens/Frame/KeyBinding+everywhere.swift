import SiamCanvas

extension KeyBinding {
  /// Keys of every screen.
  static let everywhere: [KeyBinding] = [
    KeyBinding([.character(" ")], "Space", .pauseOrResume, footer: "pause", "pause training, and go on"),
    KeyBinding([.character(".")], ".", .singleStep, footer: "step", "take one step, then pause"),
    KeyBinding(
      [.character("+")], "+", .increase, footer: "change",
      "raise what has the focus: the margin α by 0.05, the learning rate by a quarter, a chart's zoom"),
    KeyBinding([.character("-"), .character("_")], "-", .decrease, "lower it, from the next step on"),
    KeyBinding([.character("=")], "=", .fit, "see the whole chart again"),
    KeyBinding([.tab], "Tab", .nextFocus, footer: "focus", "move the focus"),
    KeyBinding([.backTab], "Shift-Tab", .previousFocus, "move the focus back"),
    KeyBinding([.up, .character("k")], "↑ k", .up, "move up"),
    KeyBinding([.down, .character("j")], "↓ j", .down, "move down"),
    KeyBinding([.left, .character("h")], "← h", .left, "move left"),
    KeyBinding([.right, .character("l")], "→ l", .right, "move right"),
    KeyBinding([.character("g"), .home], "g", .first, "go to the first"),
    KeyBinding([.character("G"), .end], "G", .last, "go to the last"),
    KeyBinding([.control("u"), .pageUp], "Ctrl-U", .halfPageUp, "half a page up"),
    KeyBinding([.control("d"), .pageDown], "Ctrl-D", .halfPageDown, "half a page down"),
    KeyBinding([.enter], "Enter", .open, "open what is chosen"),
    KeyBinding([.character("v")], "v", .evaluate, footer: "evaluate", "examine held-out classes now"),
    KeyBinding([.character("s")], "s", .checkpoint, footer: "save", "write a checkpoint now"),
    KeyBinding([.character("1")], "1", .show(.train), "the Train screen: loss, distances, accuracy"),
    KeyBinding([.character("2")], "2", .show(.margins), "the Margins screen: what the margin does"),
    KeyBinding([.character("3")], "3", .show(.triplets), "the Triplets screen: which triplets cost, and why"),
    KeyBinding([.character("4")], "4", .show(.support), "the Support screen: naming queries from a support set"),
    KeyBinding([.character("5")], "5", .show(.space), "the Space screen: a map of the embeddings"),
    KeyBinding([.character("6")], "6", .show(.pairs), "the Pairs screen: telling same from different"),
    KeyBinding([.character("7")], "7", .show(.runs), "the Runs screen: every run that is kept, to open or replay"),
    KeyBinding([.character(":")], ":", .prompt, footer: "settings", "settings and commands, completed by Tab"),
    KeyBinding([.character("/")], "/", .search, "search classes"),
    KeyBinding([.character("n")], "n", .nextMatch, "the next match"),
    KeyBinding([.character("N")], "N", .previousMatch, "the match before"),
    KeyBinding(
      [.character("w")], "w", .saveScreen, "save the screen as a picture (SVG); `:write text` and `:write ansi`"),
    KeyBinding([.character("?")], "?", .help, footer: "help", "explain this screen"),
    KeyBinding([.character("q")], "q", .quit, footer: "quit", "stop, save and leave; asks only while training"),
    KeyBinding([.escape], "Esc", .close, "close what is open; never leaves"),
    KeyBinding(
      [.control("c")], "Ctrl-C", .interrupt, "once: stop, save and leave; twice: leave now"),
  ]
}
