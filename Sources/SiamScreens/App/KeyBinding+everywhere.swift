import SiamCanvas

extension KeyBinding {
  /// The keys of every screen.
  static let everywhere: [KeyBinding] = [
    KeyBinding([.character(" ")], "Space", .pauseOrResume, footer: "pause", "pause or resume training"),
    KeyBinding([.character(".")], ".", .singleStep, footer: "step", "run one step, then pause"),
    KeyBinding(
      [.character("+")], "+", .increase, footer: "change",
      "increase the focused control: the margin α by 0.05, the learning rate by a quarter, a chart's zoom"),
    KeyBinding([.character("-"), .character("_")], "-", .decrease, "decrease it; takes effect at the next step"),
    KeyBinding([.character("=")], "=", .fit, "show the whole chart again"),
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
    KeyBinding([.enter], "Enter", .open, "open the selected item"),
    KeyBinding([.character("v")], "v", .evaluate, footer: "evaluate", "evaluate now"),
    KeyBinding([.character("s")], "s", .checkpoint, footer: "save", "write a checkpoint now"),
    KeyBinding([.character("1")], "1", .show(.train), "the Train screen: loss, distances, accuracy"),
    KeyBinding([.character("2")], "2", .show(.margins), "the Margins screen: the effect of the margin"),
    KeyBinding([.character("3")], "3", .show(.triplets), "the Triplets screen: which triplets have a loss, and why"),
    KeyBinding([.character("4")], "4", .show(.support), "the Support screen: classify queries with a support set"),
    KeyBinding([.character("5")], "5", .show(.space), "the Space screen: a map of the embeddings"),
    KeyBinding([.character("6")], "6", .show(.pairs), "the Pairs screen: pairs of the same and of different classes"),
    KeyBinding([.character("7")], "7", .show(.runs), "the Runs screen: open or replay a saved run"),
    KeyBinding([.character(":")], ":", .prompt, footer: "settings", "settings and commands, completed by Tab"),
    KeyBinding([.character("/")], "/", .search, "search the screen"),
    KeyBinding([.character("n")], "n", .nextMatch, "the next match"),
    KeyBinding([.character("N")], "N", .previousMatch, "the previous match"),
    KeyBinding(
      [.character("w")], "w", .saveScreen, "save the screen as an SVG image; `:write text` and `:write ansi` save text"),
    KeyBinding([.character("?")], "?", .help, footer: "help", "explain this screen"),
    KeyBinding([.character("q")], "q", .quit, footer: "quit", "stop, save and quit; asks only during training"),
    KeyBinding([.escape], "Esc", .close, "close what is open; never quits"),
    KeyBinding(
      [.control("c")], "Ctrl-C", .interrupt, "once: stop, save and quit; twice: quit now"),
  ]
}
