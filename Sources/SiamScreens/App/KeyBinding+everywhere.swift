import SiamCanvas

extension KeyBinding {
  /// The keys of every screen.
  static let everywhere: [KeyBinding] = [
    KeyBinding([.character(" ")], "Space", .pauseOrResume, footer: "pause", "pause or resume training"),
    KeyBinding([.character(".")], ".", .singleStep, footer: "step", "run one step, then pause"),
    KeyBinding(
      [.character("+")], "+", .increase, footer: "change",
      "increase what has the focus: the margin α by 0.05, the learning rate by a quarter, or the zoom of a chart"),
    KeyBinding(
      [.character("-"), .character("_")], "-", .decrease, "decrease it; a setting takes effect at the next step"),
    KeyBinding([.character("=")], "=", .fit, "show the whole chart again"),
    KeyBinding([.tab], "Tab", .nextFocus, footer: "focus", "move the focus"),
    KeyBinding([.backTab], "Shift-Tab", .previousFocus, "move the focus back"),
    KeyBinding([.up, .character("k")], "↑ k", .up, "move up"),
    KeyBinding([.down, .character("j")], "↓ j", .down, "move down"),
    KeyBinding([.left, .character("h")], "← h", .left, "move left"),
    KeyBinding([.right, .character("l")], "→ l", .right, "move right"),
    KeyBinding([.character("g"), .home], "g", .first, "go to the first"),
    KeyBinding([.character("G"), .end], "G", .last, "go to the last"),
    KeyBinding([.control("u"), .pageUp], "Ctrl-U", .halfPageUp, "move half a page up"),
    KeyBinding([.control("d"), .pageDown], "Ctrl-D", .halfPageDown, "move half a page down"),
    KeyBinding([.enter], "Enter", .open, "open the selected item"),
    KeyBinding([.character("v")], "v", .evaluate, footer: "evaluate", "evaluate now"),
    KeyBinding([.character("s")], "s", .checkpoint, footer: "save", "write a checkpoint now"),
    KeyBinding([.character("1")], "1", .show(.train), "show the Train screen: loss, distances, accuracy"),
    KeyBinding([.character("2")], "2", .show(.margins), "show the Margins screen: the effect of the margin"),
    KeyBinding([.character("3")], "3", .show(.triplets), "show the Triplets screen: hard, semi-hard and easy triplets"),
    KeyBinding([.character("4")], "4", .show(.support), "show the Support screen: classify queries with a support set"),
    KeyBinding([.character("5")], "5", .show(.space), "show the Space screen: a map of the embeddings"),
    KeyBinding(
      [.character("6")], "6", .show(.pairs), "show the Pairs screen: pairs of the same and of different classes"),
    KeyBinding([.character("7")], "7", .show(.runs), "show the Runs screen: open or replay a saved run"),
    KeyBinding([.character(":")], ":", .prompt, footer: "settings", "enter a setting or a command; Tab completes it"),
    KeyBinding([.character("/")], "/", .search, "search the screen"),
    KeyBinding([.character("n")], "n", .nextMatch, "go to the next match"),
    KeyBinding([.character("N")], "N", .previousMatch, "go to the previous match"),
    KeyBinding(
      [.character("w")], "w", .saveScreen, "save the screen as an SVG image; `:write text` and `:write ansi` save text"),
    KeyBinding([.character("?")], "?", .help, footer: "help", "explain this screen"),
    KeyBinding(
      [.character("q")], "q", .quit, footer: "quit", "stop training, save and quit; asks first during training"),
    KeyBinding([.escape], "Esc", .close, "close a dialog, a search or a selection; never quits"),
    KeyBinding(
      [.control("c")], "Ctrl-C", .interrupt, "stop training, save and quit; twice: quit at once"),
  ]
}
